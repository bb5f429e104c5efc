import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const watchdog = fileURLToPath(new URL("../../preload/watchdog.cjs", import.meta.url));

/** Watches the command from a process of its own. */
export interface Guard {
  /** Lets the watching process end, when the app has ended. */
  release(): void;
}

/**
 * Ends the app and removes a folder when this process ends without doing so, such as by SIGKILL.
 *
 * @param folder may be absent.
 */
export function guardApp(pid: number, folder: string | undefined): Guard {
  const args = [watchdog, String(pid), ...(folder === undefined ? [] : [folder])];
  const child = spawn(process.execPath, args, {
    // Nothing that the app's environment asks of Node concerns it.
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
    windowsHide: true,
  });
  child.on("error", () => {});
  child.stdin.on("error", () => {});
  child.unref();
  return { release: () => void child.kill("SIGKILL") };
}

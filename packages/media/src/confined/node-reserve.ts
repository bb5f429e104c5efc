import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

let measured: Promise<number> | undefined;

/**
 * Megabytes of private memory that a process of this Node has reserved before it runs anything. The
 * kernel counts them as used: about 50 on Node 20, and 560 on Node 24, which reserves 512 at once.
 *
 * @returns 0 where the kernel does not report them.
 */
export function nodeReserve(): Promise<number> {
  measured ??= measure();
  return measured;
}

async function measure(): Promise<number> {
  const status = "/proc/self/status";
  if (!existsSync(status)) return 0;
  try {
    const program = `process.stdout.write(require("node:fs").readFileSync("${status}"))`;
    const env = { ELECTRON_RUN_AS_NODE: "1" };
    const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], { env });
    // man7.org/linux/man-pages/man5/proc_pid_status.5.html
    return Math.ceil(Number(/^VmData:\s+(\d+) kB$/m.exec(stdout)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

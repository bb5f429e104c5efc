import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const binary = fileURLToPath(new URL("../../packages/cli/bin/repartee.js", import.meta.url));

/** A running `repartee` command. */
export interface Command {
  readonly process: ChildProcess;
  /** All that it has written so far, standard output and error together. */
  output(): string;
  /** Resolves with the match once the output has it; rejects when the command ends without it. */
  prints(pattern: RegExp): Promise<RegExpExecArray>;
  /** Resolves with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

const nothingOfTheUser = {
  PORT: "",
  NODE_OPTIONS: "",
  TWILIO_ACCOUNT_SID: "",
  TWILIO_AUTH_TOKEN: "",
  TWILIO_NUMBER: "",
  TWILIO_PHONE_NUMBER: "",
};

/** Runs the built command until the test ends. */
export function repartee(
  args: readonly string[],
  env: Record<string, string> = {},
  cwd: string = process.cwd(),
): Command {
  const child = spawn(process.execPath, [binary, ...args], {
    cwd,
    env: { ...process.env, ...nothingOfTheUser, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  const watchers = new Set<() => void>();
  const take = (chunk: Buffer) => {
    text += chunk;
    for (const watcher of watchers) watcher();
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const ended = once(child, "close").then(([code, signal]): number | string => signal ?? code);
  onTestFinished(async () => {
    child.kill("SIGINT");
    await ended;
  });
  return {
    process: child,
    output: () => text,
    ended,
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(text);
          if (match) {
            watchers.delete(look);
            resolve(match);
          }
        };
        watchers.add(look);
        look();
        ended.then((how) =>
          reject(new Error(`It ended (${how}) before it printed ${pattern}:\n${text}`)),
        );
      }),
  };
}

/** Where a `repartee dev` is, and its credentials, as it prints them. All of the banner has arrived then. */
export async function running(command: Command) {
  await command.prints(/^ {2}Data {9}.*\n/m);
  const [, url = ""] = await command.prints(/Phone page\s+(http:\S+)\/\n/);
  const [, sid = ""] = await command.prints(/Account SID\s+(AC\w+)/);
  const [, authToken = ""] = await command.prints(/Auth token\s+(\w+)/);
  return { url, account: { sid, authToken } };
}

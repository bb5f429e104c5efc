import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { CannotStart } from "../process/cannot-start.ts";
import { hasProgram } from "./seal-hosts.ts";

/** The app that the command has started. */
export interface ChildApp {
  readonly pid: number;
  /** Resolves when the process has ended by itself or was stopped. */
  readonly ended: Promise<AppEnd>;
  /** Asks the app and all it has started to end, and makes them when they do not. */
  stop(): Promise<void>;
}

/** How a process has ended. */
export interface AppEnd {
  /** Such as "ended with exit code 1". */
  readonly how: string;
  readonly isFailure: boolean;
}

export interface ChildAppOptions {
  readonly command: readonly string[];
  /** Words before the command that change where it runs, such as a namespace. */
  readonly seal: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

// Ctrl-C has to end everything within a second: half of it is the app's.
const graceMs = 500;

/** Starts the app and forwards its output. Throws {@link CannotStart} when it cannot be started. */
export async function startChildApp(options: ChildAppOptions): Promise<ChildApp> {
  const { command, seal } = options;
  // A program that does not exist is not sealed: the system then says why it cannot be started.
  const isSealed = await hasProgram(command[0] ?? "", options.env.PATH);
  const [file = "", ...args] = isSealed ? [...seal, ...command] : command;
  const windows = process.platform === "win32";
  const child = spawn(file, args, {
    env: { ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // Its own group, so that what the app starts (a watcher's child, a shell's) ends with it.
    detached: !windows,
    shell: windows,
  });
  try {
    await once(child, "spawn");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`cannot start "${options.command.join(" ")}": ${why}.`);
  }
  const { pid } = child;
  if (pid === undefined) throw new Error("A process that has started has a PID.");
  child.stdout?.pipe(options.stdout, { end: false });
  child.stderr?.pipe(options.stderr, { end: false });

  let running = true;
  const ended = once(child, "exit").then(([code, signal]): AppEnd => {
    running = false;
    const how = signal ? `ended by ${signal}` : `ended with exit code ${code}`;
    return { how, isFailure: code !== 0 };
  });

  return {
    pid,
    ended,
    async stop() {
      signalGroup(child, "SIGTERM");
      if (!running) return;
      const force = setTimeout(() => signalGroup(child, "SIGKILL"), graceMs);
      await ended;
      clearTimeout(force);
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group has gone already.
  }
}

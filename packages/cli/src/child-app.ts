import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { acceptsConnections } from "./accepts-connections.ts";
import { CannotStart } from "./cannot-start.ts";

/** The app that the command has started. */
export interface ChildApp {
  /** Resolves when the app has ended by itself or was stopped, with a sentence that says how. */
  readonly ended: Promise<string>;
  /** Resolves true once the app listens on its port, false when it ended before. */
  listening(): Promise<boolean>;
  /** Asks the app and all it has started to end, and makes them when they do not. */
  stop(): Promise<void>;
}

export interface ChildAppOptions {
  readonly command: readonly string[];
  readonly port: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

// Ctrl-C is to end everything within a second: most of it is the app's.
const graceMs = 600;

/** A port that nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("The system gave no port.");
  return address.port;
}

/**
 * Starts the app, and waits until it listens or the user wants the command to end.
 *
 * @throws CannotStart when it cannot be started, or ends before.
 */
export async function startListening(
  options: ChildAppOptions,
  interrupted: Promise<void>,
): Promise<ChildApp> {
  const app = await startChildApp(options);
  if ((await Promise.race([app.listening(), interrupted])) !== false) return app;
  const { command, port } = options;
  throw new CannotStart(
    `"${command.join(" ")}" ${await app.ended} before it listened on its PORT ${port}.`,
  );
}

/** Starts the app; its output is forwarded as it comes. Throws {@link CannotStart} when it cannot be started. */
async function startChildApp(options: ChildAppOptions): Promise<ChildApp> {
  const [file = "", ...args] = options.command;
  const windows = process.platform === "win32";
  const child = spawn(file, args, {
    env: { ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what the app starts (a watcher's child, a shell's) ends with it.
    detached: !windows,
    shell: windows,
  });
  try {
    await once(child, "spawn");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`cannot start "${options.command.join(" ")}": ${why}.`);
  }
  child.stdout?.pipe(options.stdout, { end: false });
  child.stderr?.pipe(options.stderr, { end: false });

  let running = true;
  const ended = once(child, "exit").then(([code, signal]) => {
    running = false;
    return signal ? `ended by ${signal}` : `ended with exit code ${code}`;
  });

  return {
    ended,
    async listening() {
      while (running) {
        if (await acceptsConnections("localhost", options.port)) return true;
        await Promise.race([new Promise((resolve) => setTimeout(resolve, 50)), ended]);
      }
      return false;
    },
    async stop() {
      if (!running) return;
      signalGroup(child, "SIGTERM");
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

import type { AppStart } from "@repartee/runtime";

/** Whether the app that a command has started can be asked. */
export type LocalAppStatus = "starting" | "listening" | "ended";

/** An app on this machine that starts, listens, restarts and ends while the platform runs. */
export interface LocalApp extends AppStart {
  readonly status: LocalAppStatus;
  /** Where it listens, such as `http://localhost:3000`; the assumed origin until that is known. */
  readonly origin: string;
  /** A URL below the assumed origin, as a URL below the real one; any other URL as it is. */
  locate(url: string): string;
  /** It accepts connections there. */
  listensAt(origin: string): void;
  /** It does not accept connections any more, but its process runs: messages wait again. */
  restarts(): void;
  /** Its process has ended: messages do not wait. */
  ends(): void;
  /** `look` is awaited before a message goes out, to update the status at that moment. */
  watchedBy(look: () => Promise<void>): void;
}

export interface LocalAppOptions {
  /** What the configured URLs of the app begin with, such as `http://localhost:41234`. */
  readonly assumedOrigin: string;
  /** How long one message waits for the app. Default: 30 000 milliseconds. */
  readonly waitMs?: number | undefined;
}

/** Follows the state of an app that a command starts. It begins as "starting". */
export function createLocalApp({ assumedOrigin, waitMs = 30_000 }: LocalAppOptions): LocalApp {
  let status: LocalAppStatus = "starting";
  let origin = assumedOrigin;
  let look = async () => {};
  const waiting = new Set<() => void>();

  function change(to: LocalAppStatus): void {
    status = to;
    if (to === "starting") return;
    for (const wake of waiting) wake();
  }

  function locate(url: string): string {
    return isBelow(url, assumedOrigin) ? `${origin}${url.slice(assumedOrigin.length)}` : url;
  }

  /** Resolves false when the time is up first. */
  async function hasStarted(signal: AbortSignal): Promise<boolean> {
    let onTime = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        onTime = false;
        end();
      }, waitMs);
      const end = () => {
        clearTimeout(timer);
        waiting.delete(end);
        signal.removeEventListener("abort", end);
        resolve();
      };
      waiting.add(end);
      signal.addEventListener("abort", end);
      if (signal.aborted || status !== "starting") end();
    });
    return onTime;
  }

  return {
    get status() {
      return status;
    },
    get origin() {
      return origin;
    },
    locate,
    async awaitStart(url, signal) {
      if (!isBelow(locate(url), origin)) return undefined;
      await look();
      if (status !== "starting" || (await hasStarted(signal))) return undefined;
      return `The app did not start to listen within ${waitMs / 1000} seconds; the message waited for it.`;
    },
    listensAt(found) {
      origin = found;
      change("listening");
    },
    restarts: () => change("starting"),
    ends: () => change("ended"),
    watchedBy(watch) {
      look = watch;
    },
  };
}

function isBelow(url: string, origin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin && url.startsWith(origin);
}

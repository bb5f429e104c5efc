import type { LocalApp } from "@repartee/platform";
import type { Configured } from "../options/configure.ts";
import { CannotStart } from "../process/cannot-start.ts";
import { portOnThisMachine } from "./app-environment.ts";
import { type ChildApp, type ChildAppOptions, startChildApp } from "./child-app.ts";
import { guardApp } from "./guard-app.ts";
import { type FoundApp, watchApp } from "./watch-app.ts";

export interface StartedAppOptions extends ChildAppOptions {
  readonly app: LocalApp;
  /** The `PORT` that the app is asked to use. */
  readonly assigned: number;
  readonly configured: Configured;
  /** A folder to remove should this process be killed; `undefined`: none. */
  readonly folder: string | undefined;
  /** Called when the app listens, or listens elsewhere than before. */
  readonly onListening: (found: FoundApp) => void;
  /** Called when the app has not listened for three seconds. */
  readonly onSilence: () => void;
}

/** An app that was started, and whose port is watched. */
export interface StartedApp extends ChildApp {
  /** Resolves once it listens. Rejects with {@link CannotStart} when it ends before. */
  readonly listening: Promise<void>;
}

/**
 * Starts the app, and follows where it listens.
 *
 * @throws CannotStart when it cannot be started.
 */
export async function startApp(options: StartedAppOptions): Promise<StartedApp> {
  const { app, assigned, configured, command, env, onSilence } = options;
  const child = await startChildApp(options);
  const guard = guardApp(child.pid, options.folder);
  const stopWatching = new AbortController();
  const { appUrl } = configured;
  const isOnThisMachine = portOnThisMachine(appUrl) !== undefined;
  const isNamed = isOnThisMachine && appUrl !== `http://localhost:${assigned}`;
  const listening = new Promise<void>((resolve, reject) => {
    child.ended.then(({ how }) => {
      app.ends();
      reject(new CannotStart(`"${command.join(" ")}" ${how} before it listened on a port.`));
    });
    const watched = {
      app,
      pid: child.pid,
      assigned,
      named: isNamed ? appUrl : undefined,
      isBehindUrl: !isOnThisMachine,
      debugOptions: `${command.join(" ")} ${env.NODE_OPTIONS ?? ""} ${env.JAVA_TOOL_OPTIONS ?? ""}`,
      onListening(found: FoundApp) {
        options.onListening(found);
        resolve();
      },
      onSilence,
    };
    watchApp(watched, stopWatching.signal).catch(reject);
  });
  // Not everyone waits for it.
  listening.catch(() => {});
  return {
    ...child,
    listening,
    async stop() {
      stopWatching.abort();
      await child.stop();
      guard.release();
    },
  };
}

import { setTimeout as delay } from "node:timers/promises";
import type { LocalApp } from "@repartee/platform";
import { chooseSocket } from "../listening/choose-socket.ts";
import { findListeningSockets } from "../listening/find-listening-sockets.ts";
import { type ListeningSocket, originOf } from "../listening/listening-socket.ts";
import { acceptsConnections, isReachable } from "./accepts-connections.ts";

export interface WatchedApp {
  readonly app: LocalApp;
  readonly pid: number;
  /** The `PORT` that the app was asked to use. */
  readonly assigned: number;
  /** The app's URL on this machine, where a flag or the configuration names it; `undefined`: to be found. */
  readonly named: string | undefined;
  /** The app is reached by a URL beyond this machine: only whether it listens is of interest. */
  readonly isBehindUrl: boolean;
  /** Options that may name a debugger's port, such as the user's `NODE_OPTIONS`. */
  readonly debugOptions: string;
  /** Called when the app listens, or listens elsewhere than before. */
  readonly onListening: (found: FoundApp) => void;
  /** Called once each time the app has not listened for three seconds. */
  readonly onSilence: () => void;
}

/** Where an app listens. */
export interface FoundApp {
  readonly origin: string;
  /** Other ports that it might take webhooks on. */
  readonly otherPorts: readonly number[];
}

// A tool that looks for a free port opens and closes some on the way: they are gone by then.
const steadyMs = 300;
const silenceMs = 3_000;
// `/proc` is read in a millisecond or two; elsewhere a look starts a program.
const isCheap = process.platform === "linux";
const pauseMs = { starting: isCheap ? 50 : 400, listening: isCheap ? 500 : 3_000 };

/** Follows where the app listens, until `signal` aborts. */
export async function watchApp(watched: WatchedApp, signal: AbortSignal): Promise<void> {
  const { app } = watched;
  const firstSeen = new Map<string, number>();
  let current: ListeningSocket | undefined;
  let announced: string | undefined;
  let silentSince: number | undefined = performance.now();

  async function look(): Promise<void> {
    const sockets = await socketsOf(watched);
    const now = performance.now();
    for (const id of firstSeen.keys()) {
      if (!sockets.some((socket) => socket.id === id)) firstSeen.delete(id);
    }
    for (const { id } of sockets) if (!firstSeen.has(id)) firstSeen.set(id, now);
    const seen = (id: string) => firstSeen.get(id) ?? now;
    const steady = sockets
      .filter(({ id }) => now - seen(id) >= steadyMs)
      .sort((one, other) => seen(one.id) - seen(other.id) || one.port - other.port);
    settle(steady);
  }

  function settle(steady: readonly ListeningSocket[]): void {
    const { assigned, debugOptions, named } = watched;
    // A port that is named counts, also one that debuggers or databases use by default.
    const best = named === undefined ? chooseSocket(steady, assigned, debugOptions) : steady[0];
    const stays = steady.some(({ id }) => id === current?.id);
    // Once chosen it stays, whatever else the app opens, unless it opens the port it was asked to.
    if (stays && best?.port !== assigned) return;
    if (best === undefined && current !== undefined) {
      app.restarts();
      silentSince = performance.now();
    }
    if (best !== undefined && best.id !== current?.id) {
      const otherPorts = steady
        .filter((socket) => chooseSocket([socket], assigned, debugOptions))
        .map(({ port }) => port)
        .filter((port, index, all) => port !== best.port && all.indexOf(port) === index);
      // A URL that is named stays as it is: its scheme and host are the user's.
      const isGiven = watched.isBehindUrl || named !== undefined;
      listensAt(isGiven ? app.origin : originOf(best), isGiven ? [] : otherPorts);
    }
    current = best;
  }

  function listensAt(origin: string, otherPorts: readonly number[]): void {
    silentSince = undefined;
    app.listensAt(origin);
    // A reloader comes back where it was: that is not worth a line.
    if (origin !== announced) watched.onListening({ origin, otherPorts });
    announced = origin;
  }

  app.watchedBy(look);
  while (!signal.aborted) {
    await look();
    if (silentSince !== undefined && performance.now() - silentSince >= silenceMs) {
      silentSince = undefined;
      if (app.status === "starting") watched.onSilence();
    }
    const pause = app.status === "starting" ? pauseMs.starting : pauseMs.listening;
    await delay(pause, undefined, { signal }).catch(() => {});
  }
}

async function socketsOf({ pid, assigned, named }: WatchedApp): Promise<ListeningSocket[]> {
  // What listens may be a container, or an app that was started by hand.
  if (named !== undefined) return (await isReachable(named)) ? [unknownSocket(0)] : [];
  const found = [...(await findListeningSockets(pid))];
  if (found.some((socket) => socket.port === assigned)) return found;
  if (await acceptsConnections("localhost", assigned)) found.push(unknownSocket(assigned));
  return found;
}

function unknownSocket(port: number): ListeningSocket {
  return { port, address: "", id: `port ${port}`, command: "" };
}

import type { Platform } from "@repartee/platform";
import { isFinal } from "@repartee/protocol";
import type { Exchange } from "@repartee/runtime";
import type { Message, VirtualClock } from "@repartee/send-core";

/** What goes on in a platform, as it happens. */
export interface Traffic {
  /** What has reached a handset, in the order in which it did. */
  arrived(number: string): readonly Message[];
  /** Outbound messages that have not come to their end. */
  underWay(): readonly Message[];
  /** Exchanges that concern a handset, oldest first. */
  exchanges(number: string): readonly Exchange[];
  /** Is nothing going on that could bring a message to this handset: no app is asked, none is on its way? */
  isQuiet(number: string): boolean;
  /**
   * Looks now and after each change until there is something; `undefined` after so many milliseconds.
   * The clock is turned on meanwhile, by as much at most, while messages are under way.
   */
  until<T>(look: () => T | undefined, timeoutMs: number): Promise<T | undefined>;
  close(): void;
}

// Milliseconds of the platform's time for one turn.
const STEP_MS = 25;
// The app is being asked or media are being fetched: real time. Then again it may not answer at all, or
// the next attempt be waiting for its time.
const REAL_WORK_MS = 20;

// Taken before a test can replace it: waiting for an app takes real time.
const { setTimeout } = globalThis;

/** Watches a platform. To wait is to turn its clock. */
export function createTraffic(
  { sendCore, runtime }: Pick<Platform, "sendCore" | "runtime">,
  clock: VirtualClock,
): Traffic {
  const arrivals = new Map<string, Message[]>();
  const outbound = new Map<string, Message>();
  const exchanges = new Map<string, Exchange>();
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const resolve of waiting) resolve();
  };

  const stops = [
    sendCore.subscribe(({ message }) => {
      if (message.direction === "inbound") return;
      if (isFinal(message.status)) outbound.delete(message.sid);
      else outbound.set(message.sid, message);
      if (message.status === "delivered") {
        arrivals.set(message.to, [...(arrivals.get(message.to) ?? []), message]);
      }
      wake();
    }),
    runtime.subscribe((exchange) => {
      exchanges.set(exchange.sid, exchange);
      wake();
    }),
  ];

  const isWorking = () =>
    [...exchanges.values()].some(({ finishedAt }) => finishedAt === null) ||
    [...outbound.values()].some(({ status }) => status === "sending");

  /** Resolves true at the next change, false after so many milliseconds. */
  async function change(ms: number): Promise<boolean> {
    let changed = () => {};
    let timer: NodeJS.Timeout | undefined;
    const isChange = await new Promise<boolean>((resolve) => {
      changed = () => resolve(true);
      waiting.add(changed);
      timer = setTimeout(resolve, ms, false);
    });
    clearTimeout(timer);
    waiting.delete(changed);
    return isChange;
  }

  return {
    arrived: (number) => arrivals.get(number) ?? [],
    underWay: () => [...outbound.values()],
    exchanges: (number) =>
      [...exchanges.values()].filter(({ from, to }) => from === number || to === number),
    isQuiet: (number) =>
      ![...exchanges.values()].some(({ finishedAt }) => finishedAt === null) &&
      ![...outbound.values()].some(({ to }) => to === number),
    async until(look, timeoutMs) {
      const end = performance.now() + timeoutMs;
      let turns = Math.ceil(timeoutMs / STEP_MS);
      for (;;) {
        const found = look();
        if (found !== undefined) return found;
        const left = end - performance.now();
        if (left <= 0) return undefined;
        if (turns === 0 || outbound.size === 0) {
          await change(left);
          continue;
        }
        if (isWorking() && (await change(Math.min(left, REAL_WORK_MS)))) continue;
        await clock.advance(STEP_MS);
        turns -= 1;
      }
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}

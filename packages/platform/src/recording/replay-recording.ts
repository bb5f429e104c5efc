import { ReparteeError } from "@repartee/protocol";
import type { Exchange } from "@repartee/runtime";
import type { Clock, VirtualClock } from "@repartee/send-core";
import { type ComparedLine, compareExchanges } from "./compare-exchanges.ts";
import { describeExchange, type RecordedPlatform } from "./describe-exchange.ts";
import type { RecordedExchange, Recording } from "./recorded-exchange.ts";

/** One exchange of the recording beside the one that happened now. */
export interface ReplayStep {
  /** `undefined` for one that the recording does not have. */
  readonly recorded: RecordedExchange | undefined;
  /** `undefined` for one that did not happen. */
  readonly now: RecordedExchange | undefined;
  readonly isSame: boolean;
  /** All lines of both, in order. */
  readonly lines: readonly ComparedLine[];
}

export interface ReplayResult {
  readonly isSame: boolean;
  readonly steps: readonly ReplayStep[];
}

export interface ReplayOptions {
  /** Milliseconds to wait for a call of the API that the recording has. Default: 5000. */
  readonly timeoutMs?: number | undefined;
}

// For a virtual clock: how far it is turned at once, and the real time that the app has in between.
const STEP_MS = 50;
const PAUSE_MS = 5;

/**
 * Plays a recording on a platform: sends what the handsets sent, one after another, and compares what
 * the app answers and sends with what it did then. A virtual clock is turned meanwhile.
 *
 * @throws ReparteeError with the platform's code when a message cannot be sent, such as 21601 for a
 * number that the platform does not have; `recording_invalid` when media are missing.
 */
export async function replayRecording(
  recording: Recording,
  platform: RecordedPlatform,
  { timeoutMs = 5_000 }: ReplayOptions = {},
): Promise<ReplayResult> {
  const { runtime, clock } = platform;
  const calls = watchCalls(platform);
  const parts = { platform, keepMedia, appOrigins: new Set<string>(), closing: never };
  const describe = (exchange: Exchange, kind: RecordedExchange["kind"]) =>
    turning(clock, describeExchange(exchange, kind, parts));

  async function play(recorded: RecordedExchange): Promise<RecordedExchange | undefined> {
    if (recorded.kind === "api") {
      const call = await turning(clock, calls.next(timeoutMs));
      return call && describe(call, "api");
    }
    const { from, to, body, otherRecipients } = recorded;
    const media = await Promise.all(
      recorded.media.map(async (item) => ({
        contentType: item.type,
        bytes: await recording.media(item),
      })),
    );
    const received = await runtime.receive({ from, to, body, media, otherRecipients });
    if (!received.ok) throw new ReparteeError(received.code, received.sentence);
    return describe(await runtime.finished(received.exchangeSid), "reply");
  }

  try {
    const steps: ReplayStep[] = [];
    for (const recorded of recording.exchanges) steps.push(step(recorded, await play(recorded)));
    for (const call of calls.rest()) steps.push(step(undefined, await describe(call, "api")));
    return { isSame: steps.every(({ isSame }) => isSame), steps };
  } finally {
    calls.stop();
  }
}

const keepMedia = async (): Promise<void> => {};
const never: Promise<void> = new Promise(() => {});

function step(
  recorded: RecordedExchange | undefined,
  now: RecordedExchange | undefined,
): ReplayStep {
  const lines = compareExchanges(recorded, now);
  const isSame = lines.every((line) => line.in === "both") && !!recorded === !!now;
  return { recorded, now, isSame, lines };
}

interface Calls {
  /** The next call that creates a message; `undefined` when none comes in so many milliseconds. */
  next(timeoutMs: number): Promise<Exchange | undefined>;
  /** Those that were not asked for. */
  rest(): readonly Exchange[];
  stop(): void;
}

/** Keeps the app's calls of the API in their order. */
function watchCalls({ runtime }: RecordedPlatform): Calls {
  const calls = new Map<string, Exchange>();
  let changed = () => {};
  const stop = runtime.subscribe((exchange) => {
    if (exchange.kind !== "api" || exchange.finishedAt === null || calls.has(exchange.sid)) return;
    calls.set(exchange.sid, exchange);
    changed();
  });
  let taken = 0;

  return {
    async next(timeoutMs) {
      if (calls.size === taken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          changed = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const call = [...calls.values()][taken];
      if (call) taken += 1;
      return call;
    },
    rest: () => [...calls.values()].slice(taken),
    stop,
  };
}

/** Waits for work, and turns a virtual clock meanwhile. */
async function turning<T>(clock: Clock, work: Promise<T>): Promise<T> {
  if (!isVirtual(clock)) return work;
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  while (!isDone) {
    const pause = new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MS));
    await Promise.race([done, pause]);
    if (!isDone) await clock.advance(STEP_MS);
  }
  return done;
}

function isVirtual(clock: Clock): clock is VirtualClock {
  return "advance" in clock;
}

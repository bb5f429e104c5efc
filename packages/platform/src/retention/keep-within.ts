import type { PruneBatch, SqliteStore } from "@repartee/sqlite";
import { firstPace, nextPace } from "./pace.ts";
import type { Retention } from "./retention-limits.ts";

export interface KeepingParts {
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly stopwatch: () => number;
  /** Lets others work between two small steps. */
  readonly pause: (ms: number) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const MEGABYTE = 1024 * 1024;
/** Below the limit by this much, so that not each new message removes an old one. */
const TARGET = 0.9;

/**
 * Removes what is too old, then the oldest while there is too much, and gives the room back to the
 * disk; all in small steps. Returns how many records were removed.
 */
export async function keepWithin(
  { retention: pruning }: Pick<SqliteStore, "retention">,
  { maxAgeDays, maxMegabytes }: Retention,
  { now, stopwatch, pause, signal }: KeepingParts,
): Promise<number> {
  let removed = 0;
  let pace = firstPace;

  async function timed<T>(step: () => Promise<T>): Promise<T> {
    const began = stopwatch();
    const result = await step();
    pace = nextPace(pace, stopwatch() - began);
    return result;
  }

  async function prune(before: number, isEnough: () => boolean): Promise<void> {
    let after: number | undefined = 0;
    while (after !== undefined && !isEnough() && !signal?.aborted) {
      const place: PruneBatch = { before, after, now: now(), size: pace.size };
      const batch = await timed(() => pruning.pruneBatch(place));
      removed += batch.removed;
      after = batch.next;
      if (after !== undefined) await pause(pace.pauseMs);
    }
  }

  if (maxAgeDays !== undefined) await prune(now() - maxAgeDays * DAY_MS, () => false);
  const maxBytes = maxMegabytes === undefined ? undefined : maxMegabytes * MEGABYTE;
  if (maxBytes !== undefined && pruning.usedBytes() > maxBytes) {
    await prune(Number.MAX_SAFE_INTEGER, () => pruning.usedBytes() <= maxBytes * TARGET);
  }
  while (!signal?.aborted && (await timed(() => pruning.shrink()))) await pause(pace.pauseMs);
  return removed;
}

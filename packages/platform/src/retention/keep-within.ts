import type { SqliteStore } from "@repartee/sqlite";
import type { Retention } from "./retention-limits.ts";

export interface KeepingParts {
  readonly now: () => number;
  /** Lets others work between two small steps. */
  readonly pause: () => Promise<void>;
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
  { now, pause, signal }: KeepingParts,
): Promise<number> {
  let removed = 0;

  async function prune(before: number, isEnough: () => boolean): Promise<void> {
    let after: number | undefined = 0;
    while (after !== undefined && !isEnough() && !signal?.aborted) {
      const batch = await pruning.pruneBatch({ before, after, now: now() });
      removed += batch.removed;
      after = batch.next;
      if (after !== undefined) await pause();
    }
  }

  if (maxAgeDays !== undefined) await prune(now() - maxAgeDays * DAY_MS, () => false);
  const maxBytes = maxMegabytes === undefined ? undefined : maxMegabytes * MEGABYTE;
  if (maxBytes !== undefined && pruning.usedBytes() > maxBytes) {
    await prune(Number.MAX_SAFE_INTEGER, () => pruning.usedBytes() <= maxBytes * TARGET);
  }
  while (!signal?.aborted && (await pruning.shrink())) await pause();
  return removed;
}

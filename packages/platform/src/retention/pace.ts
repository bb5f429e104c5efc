/** The next step of pruning. */
export interface Pace {
  /** How many records it may remove. */
  readonly size: number;
  /** Milliseconds to wait before it. */
  readonly pauseMs: number;
}

// Removing 20 records takes less time than the write to disk that every step needs.
const MIN_SIZE = 20;
const MAX_SIZE = 200;

export const firstPace: Pace = { size: MIN_SIZE, pauseMs: 0 };

/** Pruning takes one tenth of the time: a pause is nine times as long as the step before it. */
const PAUSE_PER_STEP = 9;
const MIN_PAUSE_MS = 5;
const MAX_PAUSE_MS = 2_000;
const SHORT_MS = 8;
const LONG_MS = 16;

/**
 * Adapts to how long the last step took, until it was on disk. A busy store makes steps wait for the
 * commits of others: they become smaller and rarer. In an idle one they grow.
 */
export function nextPace({ size }: Pace, tookMs: number): Pace {
  const wanted = tookMs < SHORT_MS ? size * 2 : tookMs > LONG_MS ? Math.floor(size / 2) : size;
  return {
    size: within(wanted, MIN_SIZE, MAX_SIZE),
    pauseMs: within(tookMs * PAUSE_PER_STEP, MIN_PAUSE_MS, MAX_PAUSE_MS),
  };
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

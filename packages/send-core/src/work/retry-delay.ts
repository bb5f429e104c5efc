const FIRST_MS = 1_000;
const FACTOR = 3;
const LONGEST_MS = 10 * 60 * 1000;

/**
 * Milliseconds to wait before the next attempt at a hand-over: one second after the first, three
 * times as much after each other one, ten minutes at most; or what the carrier asks for, if that is more.
 */
export function retryDelay(attempt: number, askedMs = 0): number {
  return Math.max(askedMs, Math.min(LONGEST_MS, FIRST_MS * FACTOR ** (attempt - 1)));
}

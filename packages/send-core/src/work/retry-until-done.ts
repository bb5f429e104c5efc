import type { Clock } from "../ports/clock.ts";
import { pause } from "./pause.ts";

export interface Persistence {
  readonly clock: Clock;
  /** Stops the repeating: what is not done by then is taken up by the next run. */
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

const PAUSE_MS = 1_000;

/**
 * Does work that can only fail on this side (a full disk, say), and repeats it each second until it
 * succeeds. Returns `undefined` when it was stopped before.
 */
export async function retryUntilDone<T>(
  work: (attempt: number) => Promise<T>,
  { clock, signal, onError }: Persistence,
): Promise<T | undefined> {
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      onError(error);
      await pause(PAUSE_MS, { clock, signal });
    }
  }
  return undefined;
}

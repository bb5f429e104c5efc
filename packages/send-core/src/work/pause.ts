import type { Clock } from "../ports/clock.ts";

/** Resolves after this many milliseconds, or at once when the signal aborts. */
export function pause(
  ms: number,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const cancel = clock.at(clock.now() + ms, done);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}

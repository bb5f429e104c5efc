/** Runs a piece of work when its turn comes, or as soon as the signal says that it is too late. */
export type FetchLimiter = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/**
 * Bounds how many fetches are in full flow at once: each holds what its sockets and streams hold, and
 * more at a time would only take memory, not bring the media sooner.
 *
 * One that takes longer than `graceMs` goes on and counts no more: so servers that are slow, or mean,
 * hold up nobody else.
 */
export function createFetchLimiter(atOnce: number, graceMs: number): FetchLimiter {
  const waiting = new Set<() => void>();
  let running = 0;

  async function begin(signal: AbortSignal): Promise<void> {
    if (running < atOnce) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve) => {
      const leave = () => {
        waiting.delete(enter);
        running += 1;
        resolve();
      };
      const enter = () => {
        signal.removeEventListener("abort", leave);
        waiting.delete(enter);
        resolve();
      };
      signal.addEventListener("abort", leave, { once: true });
      waiting.add(enter);
    });
  }

  function end(): void {
    // The turn is handed on, not given back: nobody new gets in between.
    const [next] = running <= atOnce ? waiting : [];
    if (next) next();
    else running -= 1;
  }

  return async (signal, work) => {
    if (!signal.aborted) await begin(signal);
    else running += 1;
    let isOver = false;
    const endOnce = () => {
      if (isOver) return;
      isOver = true;
      end();
    };
    const grace = setTimeout(endOnce, graceMs);
    try {
      return await work();
    } finally {
      clearTimeout(grace);
      endOnce();
    }
  };
}

/** Shared by all fetches of the process. */
export const fetchLimiter: FetchLimiter = createFetchLimiter(32, 1_000);

import { availableParallelism } from "node:os";

/** Runs a piece of work when its turn comes. */
export type PictureLimiter = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Bounds how many pictures are worked on at once: each holds its pixels in memory, and the encoder
 * has its own threads, so more at a time would be slower and larger, not faster.
 */
export function createPictureLimiter(concurrency: number): PictureLimiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= concurrency) await new Promise<void>((resolve) => void waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The turn is handed on, not given back: no new work gets in between.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/**
 * Shared by all pictures of the process. More pictures than processors would finish no sooner, hold more
 * memory, and make the event loop wait longer for a processor.
 */
export const pictureLimiter: PictureLimiter = createPictureLimiter(
  Math.max(2, Math.min(4, availableParallelism())),
);

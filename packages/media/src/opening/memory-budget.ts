/** Runs work that takes an amount of something limited as soon as that much is free. */
export type Budget = <T>(amount: number, work: () => Promise<T>) => Promise<T>;

/**
 * Shares an amount among all that works at once, first come, first served. Work that takes more than
 * there is runs alone.
 */
export function createBudget(total: number): Budget {
  const waiting: { readonly amount: number; readonly start: () => void }[] = [];
  let free = total;
  const startNext = () => {
    for (let next = waiting[0]; next !== undefined && next.amount <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.amount;
      next.start();
    }
  };
  return async (wanted, work) => {
    const amount = Math.min(wanted, total);
    await new Promise<void>((start) => {
      waiting.push({ amount, start });
      startNext();
    });
    try {
      return await work();
    } finally {
      free += amount;
      startNext();
    }
  };
}

/** Bytes of pixels that all pictures of the process hold at once: one of 50 million pixels, or four of 12. */
export const pictureMemory: Budget = createBudget(600_000_000);

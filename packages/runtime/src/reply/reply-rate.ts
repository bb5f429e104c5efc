/** Stops two machines that answer each other without end. */
export interface ReplyRate {
  /** Counts one reply between these two numbers. `false`: it must not go (14107). */
  take(from: string, to: string, now: number): boolean;
}

const MAX_IN_A_ROW = 30;
const PAUSE_MS = 30_000;

interface Run {
  readonly count: number;
  readonly lastAt: number;
}

/**
 * Makes the guard: 30 replies, each less than 30 s after the one before, then none until 30 s have
 * passed since the last that went.
 */
export function createReplyRate(): ReplyRate {
  // In the order of their last reply.
  const runs = new Map<string, Run>();
  return {
    take(from, to, now) {
      for (const [key, { lastAt }] of runs) {
        if (now - lastAt < PAUSE_MS) break;
        runs.delete(key);
      }
      const key = `${from}/${to}`;
      const run = runs.get(key);
      const count = (run && now - run.lastAt < PAUSE_MS ? run.count : 0) + 1;
      if (count > MAX_IN_A_ROW) return false;
      runs.delete(key);
      runs.set(key, { count, lastAt: now });
      return true;
    },
  };
}

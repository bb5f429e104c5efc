/** Time as an argument: the system's, or one that a test turns. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `task` once at or after this time. Returns how to call it off. */
  at(time: number, task: () => void): () => void;
}

/** The machine's own clock. Its timers do not keep a process alive that has nothing else to do. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(time, task) {
    // setTimeout takes 31 bits; a later time is reached in steps.
    const longest = 2 ** 31 - 1;
    let timer: NodeJS.Timeout;
    const wait = () => {
      const left = time - Date.now();
      timer = left > longest ? setTimeout(wait, longest) : setTimeout(task, Math.max(0, left));
      timer.unref();
    };
    wait();
    return () => clearTimeout(timer);
  },
};

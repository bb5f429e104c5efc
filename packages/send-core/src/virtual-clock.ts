import type { Clock } from "./ports/clock.ts";

/** A clock that a test or a demonstration turns by hand. */
export interface VirtualClock extends Clock {
  /**
   * Moves the time on, running what falls due on the way in its order, and lets the promises of each
   * step settle before the next. Real input and output (HTTP, say) takes real time: await its outcome.
   */
  advance(ms: number): Promise<void>;
}

interface Task {
  readonly time: number;
  readonly run: () => void;
}

// Turns of the event loop after each step: a chain of storing, sending and storing again takes a few.
const TURNS = 20;

/**
 * Makes a clock that stands still until it is turned.
 *
 * @param start milliseconds since the epoch.
 */
export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  const tasks = new Set<Task>();

  function runFirst(until: number): boolean {
    let first: Task | undefined;
    // Equal times run in the order they were asked for, which is the order of the set.
    for (const task of tasks) if (!first || task.time < first.time) first = task;
    if (!first || first.time > until) return false;
    tasks.delete(first);
    now = Math.max(now, first.time);
    first.run();
    return true;
  }

  return {
    now: () => now,
    at(time, run) {
      const task: Task = { time, run };
      tasks.add(task);
      // Like a timer of 0 ms: what is due already runs without the clock being turned.
      if (time <= now) setImmediate(() => tasks.delete(task) && run());
      return () => tasks.delete(task);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      while (runFirst(end)) await settle();
      now = end;
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

import type { Clock } from "./ports/clock.ts";

/** A clock that a test or a demonstration turns by hand. */
export interface VirtualClock extends Clock {
  /**
   * Moves the time on. What falls due on the way runs in its order, and the promises of one point in
   * time settle before the next. Real input and output (HTTP, say) takes real time: await its outcome.
   */
  advance(ms: number): Promise<void>;
}

interface Task {
  readonly time: number;
  readonly run: () => void;
}

// Turns of the event loop after each point in time: to store, to send and to store again takes a few.
const TURNS = 20;

/**
 * Makes a clock that stands still until it is turned.
 *
 * @param start milliseconds since the epoch.
 */
export function createVirtualClock(start: number): VirtualClock {
  let now = start;
  // By time; tasks of the same time in the order in which they were asked for.
  const tasks: Task[] = [];

  function insert(task: Task): void {
    let low = 0;
    let high = tasks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((tasks[middle]?.time ?? 0) <= task.time) low = middle + 1;
      else high = middle;
    }
    tasks.splice(low, 0, task);
  }

  function remove(task: Task): boolean {
    const index = tasks.indexOf(task);
    if (index >= 0) tasks.splice(index, 1);
    return index >= 0;
  }

  /** Runs the tasks of the next point in time, if it is not after `end`. */
  function step(end: number): boolean {
    const [first] = tasks;
    if (!first || first.time > end) return false;
    now = Math.max(now, first.time);
    for (let [task] = tasks; task && task.time <= now; [task] = tasks) {
      tasks.shift();
      task.run();
    }
    return true;
  }

  return {
    now: () => now,
    at(time, run) {
      const task: Task = { time, run };
      insert(task);
      // What is due already runs without the clock being turned, like a timer of 0 ms.
      if (time <= now) setImmediate(() => remove(task) && run());
      return () => remove(task);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      while (step(end)) await settle();
      now = end;
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

import { systemClock, type VirtualClock } from "@repartee/send-core";

interface Task {
  readonly time: number;
  readonly run: () => void;
  /** Calls off the machine's timer. */
  stop: () => void;
}

// Turns of the event loop after each point in time: to store, to send and to store again takes a few.
const TURNS = 20;

/** Makes a clock that goes as the machine's does, and can be turned ahead of it. */
export function createRunningClock(): VirtualClock {
  let ahead = 0;
  // In the order in which they were asked for.
  const tasks = new Set<Task>();
  const now = () => systemClock.now() + ahead;

  function start(task: Task): void {
    task.stop = systemClock.at(task.time - ahead, () => {
      tasks.delete(task);
      task.run();
    });
  }

  function earliest(end: number): Task | undefined {
    let first: Task | undefined;
    for (const task of tasks) {
      if (task.time <= end && (!first || task.time < first.time)) first = task;
    }
    return first;
  }

  return {
    now,
    at(time, run) {
      const task: Task = { time, run, stop: () => {} };
      tasks.add(task);
      start(task);
      return () => {
        task.stop();
        tasks.delete(task);
      };
    },
    async advance(ms) {
      const end = now() + ms;
      await settle();
      for (let task = earliest(end); task; task = earliest(end)) {
        ahead += Math.max(0, task.time - now());
        task.stop();
        tasks.delete(task);
        task.run();
        await settle();
      }
      ahead += Math.max(0, end - now());
      // The timers were set for a time that is nearer now.
      for (const task of tasks) {
        task.stop();
        start(task);
      }
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

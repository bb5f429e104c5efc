/**
 * Makes a task that never runs beside itself: asked for while it runs, it runs once more afterwards,
 * so that nothing that came meanwhile is overlooked. The task must not reject.
 */
export function oneAtATime(task: () => Promise<void>): OneAtATime {
  let running: Promise<void> | undefined;
  let again = false;

  async function run(): Promise<void> {
    do {
      again = false;
      await task();
    } while (again);
    running = undefined;
  }

  return {
    ask() {
      if (running) again = true;
      else running = run();
    },
    idle: async () => running,
  };
}

export interface OneAtATime {
  ask(): void;
  /** Resolves when it does not run (any more). */
  idle(): Promise<void>;
}

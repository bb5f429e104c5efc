import type { Clock } from "../ports/clock.ts";

/** One timer for the earliest of many times. */
export interface DueTimer {
  /** Has the task run at this time or earlier. */
  wake(time: number): void;
  cancel(): void;
}

/** Makes a timer that runs `task` at the earliest time it was woken for; a later one is forgotten by then. */
export function createDueTimer(clock: Clock, task: () => void): DueTimer {
  let armed: { readonly time: number; readonly cancel: () => void } | undefined;

  return {
    wake(time) {
      if (armed && armed.time <= time) return;
      armed?.cancel();
      const cancel = clock.at(time, () => {
        armed = undefined;
        task();
      });
      armed = { time, cancel };
    },
    cancel() {
      armed?.cancel();
      armed = undefined;
    },
  };
}

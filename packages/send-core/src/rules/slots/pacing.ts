import type { LimitUse } from "./slot-calendar.ts";

/** A message whose slot has come. */
export interface PacedMessage {
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  /** It was put off before, and has its new time from here. */
  readonly isPaced: boolean;
  readonly limits: readonly LimitUse[];
}

/** Keeps the rate when messages go later than their slots: after a stop, or when the machine is busy. */
export interface Pacing {
  /** `undefined`: it may go. Otherwise the time, in milliseconds, to which to put it off. */
  pace(message: PacedMessage, now: number): number | undefined;
}

interface Pace {
  /** When the limit has room again after what has gone. */
  next: number;
  /** The same after what was put off as well. */
  free: number;
}

// Messages may go this much after their slot, so that slots close to each other share a transaction.
const TOLERANCE = 5_000;
// A new time that was missed by more is no longer a place in a line.
const VERY_LATE = 1_000_000;
const MOST_KEYS = 10_000;

/**
 * Makes the pacing of one process. Slots are exact for messages that go when they come; those that are
 * late would all go at once, so each is given a new time behind the one before it.
 *
 * @param startedAt milliseconds since the epoch. What went just before is not known: a message of an
 * earlier run that is late waits for a slot after this.
 */
export function createPacing(startedAt: number): Pacing {
  // Microseconds.
  const paces = new Map<string, Pace>();

  function paceOf({ key, cost }: LimitUse, isLeftBehind: boolean): Pace {
    const known = paces.get(key);
    if (known) return known;
    const start = isLeftBehind ? startedAt * 1000 + cost : 0;
    const pace = { next: start, free: start };
    paces.set(key, pace);
    return pace;
  }

  function forgetThePast(time: number): void {
    if (paces.size < MOST_KEYS) return;
    for (const [key, { free }] of paces) if (free <= time) paces.delete(key);
  }

  return {
    pace({ dueAt, isPaced, limits }, now) {
      const time = now * 1000;
      const lateness = time - dueAt * 1000;
      const inLine = isPaced && lateness <= VERY_LATE;
      forgetThePast(time);
      let start = time;
      for (const use of limits) {
        const pace = paceOf(use, lateness > TOLERANCE && dueAt < startedAt);
        start = Math.max(start, inLine ? pace.next : pace.free);
      }
      const goes = start - time <= TOLERANCE;
      for (const use of limits) {
        const pace = paceOf(use, false);
        if (goes) pace.next = start + use.cost;
        if (goes || !inLine) pace.free = Math.max(pace.free, start + use.cost);
      }
      return goes ? undefined : Math.ceil(start / 1000);
    },
  };
}

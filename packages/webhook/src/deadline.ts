import { type MessageSid, ReparteeError } from "@repartee/protocol";
import type { Answer } from "./answer.ts";
import { log } from "./log.ts";

/** An answer that came after the deadline, when an empty reply had been sent in its place. */
export interface LateAnswer {
  readonly messageSid: MessageSid;
  /** What the handler answered; it can still be sent through the REST API. */
  readonly answer: Answer;
  /** Milliseconds past the deadline. */
  readonly lateMs: number;
}

/** Logs a late answer: what happens to it when there is no `onLateAnswer`. */
export function logLateAnswer({ messageSid, lateMs }: LateAnswer): void {
  log.warn(
    `The answer to ${messageSid} came ${lateMs} ms after the deadline and was not sent. Answer at once and send the rest through the REST API.`,
  );
}

/** A timer cannot wait longer: Node starts it at once instead. */
const MAX_DEADLINE_MS = 2_147_483_647;

/** @throws ReparteeError `options_invalid` for what is not a duration that a timer can wait. */
export function assertDeadline(deadlineMs: number): void {
  if (deadlineMs > 0 && deadlineMs <= MAX_DEADLINE_MS) return;
  throw new ReparteeError(
    "options_invalid",
    `deadlineMs must be a number of milliseconds from 1 to ${MAX_DEADLINE_MS}, got ${deadlineMs}.`,
  );
}

/** When a request must be answered. */
export interface DueTime {
  /** The result; rejects with `late()` when it is not there by the due time. */
  within<T>(result: Promise<T>, late: () => Error): Promise<T>;
}

/** The due time that comes so many milliseconds after `startedAt`. */
export function dueTime(deadlineMs: number, startedAt: number): DueTime {
  return {
    async within(result, lateError) {
      const inDue = await inTime(result, leftOf(deadlineMs, startedAt));
      if (inDue === late) throw lateError();
      return inDue;
    },
  };
}

/** Milliseconds that are left of the deadline. */
export function leftOf(deadlineMs: number, startedAt: number): number {
  const spentMs = Date.now() - startedAt;
  // One duration for nearly all: timers of one duration are a list, of many a search.
  return spentMs < 100 ? deadlineMs : Math.max(0, deadlineMs - spentMs);
}

/** What stands for a result that was not there in time. */
export const late: unique symbol = Symbol("late");

/** The result, or {@link late} once the time has come; the result goes on by itself. */
export function inTime<T>(result: Promise<T>, deadlineMs: number): Promise<T | typeof late> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, deadlineMs, late);
    result.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}

import type { MessageSid } from "@repartee/protocol";
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

import { isReparteeError } from "@repartee/protocol";
import type { Logger } from "pino";
import type { Observer } from "../ports/observer.ts";
import { masked } from "./masked.ts";

/** What is needed of a pino logger. */
export type Log = Pick<Logger, "debug" | "info" | "warn" | "error">;

/**
 * Logs every move as a structured line. Bodies, tokens and whole numbers never stand in it.
 *
 * @param log a pino logger: `pino()`.
 */
export function createLogging(log: Log): Observer {
  return {
    refused: ({ code }) => log.info({ code }, "message refused"),
    moved(message, { status, at, cause, errorCode }) {
      const { sid, from, to, direction, numSegments } = message;
      const known = { sid, direction, from: masked(from), to: masked(to), segments: numSegments };
      const line = { ...known, status, at, cause, ...(errorCode !== null && { code: errorCode }) };
      if (errorCode === null) log.info(line, `message ${status}`);
      else log.warn(line, `message ${status}`);
    },
    handedOver({ message: { sid }, attempt, answer, ms }) {
      const line = { sid, attempt, ms, ...(!answer.ok && { code: answer.code }) };
      if (answer.ok) log.debug(line, "handed over");
      else log.warn(line, answer.isTemporary ? "hand-over to be repeated" : "hand-over refused");
    },
    calledBack({ sid }, { status, attempt, httpStatus, errorCode }) {
      const line = {
        sid,
        status,
        attempt,
        httpStatus,
        ...(errorCode !== null && { code: errorCode }),
      };
      if (errorCode === null) log.debug(line, "status callback");
      else log.warn(line, "status callback failed");
    },
    failed(error) {
      const code = isReparteeError(error) ? error.code : undefined;
      log.error({ err: error, code }, "internal error");
    },
  };
}

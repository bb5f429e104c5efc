import type { DispatchQueue, DueMessage, Message, MessageEvent } from "@repartee/send-core";
import type { Database, Row } from "./database.ts";
import type { Commit } from "./group-commit.ts";
import type { LiveMessages } from "./live-messages.ts";
import { integer, integerOrNull, readMessage } from "./read-row.ts";
import { renewCallbacks } from "./sql/callback.ts";
import {
  beginSending,
  leaseSending,
  renewMessages,
  selectExpired,
  selectNextDue,
  selectQueued,
} from "./sql/dispatch.ts";
import { insertEvent, selectMessageId, selectSent } from "./sql/message.ts";

/** The queue of messages that wait for their slot. */
export function createDispatchQueue(
  db: Database,
  commit: Commit,
  live: LiveMessages,
): DispatchQueue {
  return {
    takeDue: ({ now, limit, owner, leaseUntil, cause }) =>
      commit(() => {
        const expired = db
          .prepare(selectExpired)
          .all(now, limit)
          .map((row): DueMessage => {
            const { id, message } = readMessage(row);
            db.prepare(leaseSending).run(leaseUntil, owner, id);
            return { message, event: null };
          });
        const begin = (row: Row): DueMessage => {
          const { id, moves: sequence, message } = readMessage(row);
          const status = "sending";
          db.prepare(beginSending).run(now, leaseUntil, owner, id);
          db.prepare(insertEvent).run(id, sequence, status, now, cause, null);
          const event: MessageEvent = {
            messageSid: message.sid,
            sequence,
            status,
            at: now,
            cause,
            errorCode: null,
          };
          const begun: Message = { ...message, status, dateUpdated: now };
          live.keep({ id, moves: sequence + 1, message: begun });
          return { message: begun, event };
        };
        const queued = db.prepare(selectQueued).all(now, limit - expired.length);
        return [...expired, ...queued.map(begin)];
      }),
    async nextDue() {
      const row = db.prepare(selectNextDue).get();
      return (row && integerOrNull(row, 0)) ?? undefined;
    },
    async unanswered({ limit, after }) {
      const last = after && db.prepare(selectMessageId).get(after);
      return db
        .prepare(selectSent)
        .all(last ? integer(last, 0) : 0, limit)
        .map((row) => readMessage(row).message);
    },
    renewLeases: (owner, until) =>
      commit(() => {
        db.prepare(renewMessages).run(until, owner);
        db.prepare(renewCallbacks).run(until, owner);
      }),
  };
}

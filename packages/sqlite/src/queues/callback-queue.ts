import type { CallbackJob, CallbackQueue } from "@repartee/send-core";
import type { Database } from "../engine/database.ts";
import type { GroupCommit } from "../engine/group-commit.ts";
import {
  integer,
  integerOrNull,
  MESSAGE_COLUMNS,
  readMessage,
  status,
  text,
} from "../engine/read-row.ts";
import {
  deleteCallback,
  insertDelivery,
  leaseCallbacks,
  repeatCallback,
  selectCallbacks,
  selectDestinations,
  selectNextCallback,
} from "../sql/callback.ts";

/** The queues of status callbacks. */
export function createCallbackQueue(db: Database, commit: GroupCommit): CallbackQueue {
  return {
    takeCallbacks: ({ destination, now, limit, owner, leaseUntil }) =>
      commit(() => {
        const taken: (readonly [id: number, sequence: number])[] = [];
        const jobs = db
          .prepare(selectCallbacks)
          .all(destination, now, limit)
          .map((row): CallbackJob => {
            const { id, message } = readMessage(row);
            const sequence = integer(row, MESSAGE_COLUMNS);
            taken.push([id, sequence]);
            return {
              message,
              attempt: integer(row, MESSAGE_COLUMNS + 1),
              event: {
                messageSid: message.sid,
                sequence,
                status: status(row, MESSAGE_COLUMNS + 2),
                at: integer(row, MESSAGE_COLUMNS + 3),
                cause: text(row, MESSAGE_COLUMNS + 4),
                errorCode: integerOrNull(row, MESSAGE_COLUMNS + 5),
              },
            };
          });
        if (taken.length > 0)
          db.prepare(leaseCallbacks).run(leaseUntil, owner, JSON.stringify(taken));
        return jobs;
      }),
    async nextCallback({ destination, after }) {
      const row = db.prepare(selectNextCallback).get(destination, after);
      return (row && integerOrNull(row, 0)) ?? undefined;
    },
    finishCallback: ({ event }, delivery, retryAt) =>
      commit.patiently(() => {
        const { messageSid, sequence } = event;
        db.prepare(insertDelivery).run(
          delivery.status,
          delivery.url,
          delivery.attempt,
          delivery.at,
          delivery.httpStatus,
          delivery.errorCode,
          messageSid,
        );
        if (retryAt === null) db.prepare(deleteCallback).run(messageSid, sequence);
        else db.prepare(repeatCallback).run(retryAt, messageSid, sequence);
      }),
    callbackDestinations: async () =>
      db
        .prepare(selectDestinations)
        .all()
        .map((row) => ({ destination: text(row, 0), dueAt: integer(row, 1) })),
  };
}

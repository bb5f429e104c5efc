import type { MessageSid } from "@repartee/protocol";
import type { MessageStore } from "@repartee/send-core";
import type { Database, Value } from "../engine/database.ts";
import {
  integer,
  integerOrNull,
  messageSid,
  noteKind,
  readMessage,
  readRepeated,
  status,
  text,
  useKind,
} from "../engine/read-row.ts";
import { selectDeliveries } from "../sql/callback.ts";
import {
  countScheduled,
  messageColumns,
  selectConversation,
  selectEvents,
  selectMessage,
  selectNotes,
  selectPlace,
  selectReceiving,
  selectRepeated,
} from "../sql/message.ts";
import { selectSticky } from "../sql/sticky.ts";
import { dayOf, selectUsage, startOf } from "../sql/usage.ts";

type Finding = Pick<
  MessageStore,
  | "message"
  | "repeated"
  | "messages"
  | "usage"
  | "conversation"
  | "receiving"
  | "events"
  | "notes"
  | "callbackDeliveries"
  | "countScheduled"
  | "stickySender"
>;

/** The part of the store that is asked for messages. */
export function createFinding(db: Database): Finding {
  return {
    async message(sid) {
      const row = db.prepare(selectMessage).get(sid);
      return row && readMessage(row).message;
    },
    async repeated(accountSid, idempotencyKey) {
      const row = db.prepare(selectRepeated).get(accountSid, idempotencyKey);
      return row && readRepeated(row);
    },
    async messages({ accountSid, to, from, sentFrom, sentBefore, limit, after, before }) {
      const conditions = ["account_sid = ?"];
      const values: Value[] = [accountSid];
      const where = (condition: string, value: Value | undefined) => {
        if (value === undefined) return;
        conditions.push(condition);
        values.push(value);
      };
      const place = (comparison: string, sid: MessageSid | undefined) => {
        if (sid === undefined) return;
        conditions.push(`${comparison} (${selectPlace})`);
        values.push(sid, sid);
      };
      where("to_address = ?", to);
      where("from_address = ?", from);
      where("date_sent >= ?", sentFrom);
      where("date_sent < ?", sentBefore);
      place("id <", after);
      place("id >", before);
      const sql = `select ${messageColumns} from message
        where ${conditions.join(" and ")} order by id ${before ? "asc" : "desc"} limit ?`;
      const found = db
        .prepare(sql)
        .all(...values, limit)
        .map((row) => readMessage(row).message);
      return before ? found.reverse() : found;
    },
    usage: async ({ accountSid, from, before }) =>
      db
        .prepare(selectUsage)
        .all(accountSid, dayOf(from), dayOf(before))
        .map((row) => ({
          day: startOf(integer(row, 0)),
          direction: text(row, 1) === "inbound" ? "inbound" : "outbound",
          kind: useKind(row, 2),
          count: integer(row, 3),
          segments: integer(row, 4),
          amount: integer(row, 5),
          carrierFee: integer(row, 6),
        })),
    conversation: async (handset) =>
      db
        .prepare(selectConversation)
        .all(handset)
        .map((row) => readMessage(row).message),
    receiving: async () =>
      db
        .prepare(selectReceiving)
        .all()
        .map((row) => readMessage(row).message),
    events: async (sid) =>
      db
        .prepare(selectEvents)
        .all(sid)
        .map((row) => ({
          messageSid: messageSid(row, 0),
          sequence: integer(row, 1),
          status: status(row, 2),
          at: integer(row, 3),
          cause: text(row, 4),
          errorCode: integerOrNull(row, 5),
        })),
    notes: async (sid) =>
      db
        .prepare(selectNotes)
        .all(sid)
        .map((row) => ({
          messageSid: messageSid(row, 0),
          kind: noteKind(row, 1),
          at: integer(row, 2),
          sentence: text(row, 3),
          errorCode: integerOrNull(row, 4),
        })),
    async countScheduled(accountSid) {
      const row = db.prepare(countScheduled).get(accountSid);
      return row ? integer(row, 0) : 0;
    },
    async stickySender(serviceSid, to) {
      const row = db.prepare(selectSticky).get(serviceSid, to);
      return row && text(row, 0);
    },
    callbackDeliveries: async (sid) =>
      db
        .prepare(selectDeliveries)
        .all(sid)
        .map((row) => ({
          messageSid: messageSid(row, 0),
          status: status(row, 1),
          url: text(row, 2),
          attempt: integer(row, 3),
          at: integer(row, 4),
          httpStatus: integerOrNull(row, 5),
          errorCode: integerOrNull(row, 6),
        })),
  };
}

import {
  createPacing,
  type DispatchQueue,
  type DueMessage,
  findSlot,
  type LimitUse,
  type Message,
  type Moved,
} from "@repartee/send-core";
import type { Database, Row } from "./database.ts";
import type { Commit } from "./group-commit.ts";
import type { LiveMessages } from "./live-messages.ts";
import type { MoveNow } from "./move-messages.ts";
import { integer, integerOrNull, MESSAGE_COLUMNS, readMessage, text } from "./read-row.ts";
import { createSlotCalendar } from "./slot-calendar.ts";
import { renewCallbacks } from "./sql/callback.ts";
import {
  awaitRetry,
  beginSending,
  countQueued,
  leaseAgain,
  leaseScheduled,
  putOff,
  renewMessages,
  selectLimits,
  selectNextDue,
  selectQueued,
  selectScheduled,
  selectUnderWay,
} from "./sql/dispatch.ts";
import { insertEvent, insertNote, selectMessageId, selectSent } from "./sql/message.ts";
import { selectReservations } from "./sql/slot.ts";

export interface DispatchQueueParts {
  readonly db: Database;
  readonly commit: Commit;
  readonly live: LiveMessages;
  readonly moveNow: MoveNow;
}

/** The queue of messages that wait for their slot. */
export function createDispatchQueue({
  db,
  commit,
  live,
  moveNow,
}: DispatchQueueParts): DispatchQueue {
  const calendar = createSlotCalendar(db);
  const readLimits = rememberLimits();
  let pacing: ReturnType<typeof createPacing> | undefined;

  /** Puts a message off that would break a rate now. */
  function isPutOff(row: Row, id: number, now: number): boolean {
    pacing ??= createPacing(now);
    const until = pacing.pace(
      {
        dueAt: integer(row, MESSAGE_COLUMNS),
        limits: readLimits(text(row, MESSAGE_COLUMNS + 1)),
        isPaced: row[MESSAGE_COLUMNS + 2] === 1,
      },
      now,
    );
    if (until === undefined) return false;
    db.prepare(putOff).run(until, id);
    return true;
  }

  type Query = Parameters<DispatchQueue["takeDue"]>[0];

  function again(row: Row, { now, owner, leaseUntil }: Query): DueMessage[] {
    const { id, message } = readMessage(row);
    if (isPutOff(row, id, now)) return [];
    db.prepare(leaseAgain).run(leaseUntil, owner, id);
    const attempt = integer(row, MESSAGE_COLUMNS + 3) + 1;
    const isInterrupted = row[MESSAGE_COLUMNS + 4] !== null;
    return [{ message, event: null, attempt, isInterrupted }];
  }

  function begin(row: Row, { now, owner, leaseUntil, cause }: Query): DueMessage[] {
    const { id, moves: sequence, message: before } = readMessage(row);
    if (isPutOff(row, id, now)) return [];
    const status = "sending";
    db.prepare(beginSending).run(now, leaseUntil, owner, sequence + 1, id);
    db.prepare(insertEvent).run(id, sequence, status, now, cause, null);
    const message: Message = { ...before, status, dateUpdated: now };
    live.keep({ id, moves: sequence + 1, message });
    const event = {
      messageSid: before.sid,
      sequence,
      status,
      at: now,
      cause,
      errorCode: null,
    } as const;
    return [{ message, event, attempt: 1, isInterrupted: false }];
  }

  function expire(row: Row, { now, expiry }: Query): Moved | undefined {
    const { sid, validUntil } = readMessage(row).message;
    if (validUntil === null || validUntil >= now) return undefined;
    return moveNow({ sid, to: "failed", at: now, ...expiry, dateSent: null, callback: true });
  }

  return {
    takeDue: (query) =>
      commit(() => {
        const { now, limit, owner, leaseUntil } = query;
        const underWay = db.prepare(selectUnderWay).all(now, limit);
        const due = underWay.flatMap((row) => again(row, query));
        const scheduled = db
          .prepare(selectScheduled)
          .all(now, limit - underWay.length)
          .map((row) => {
            const { id, message } = readMessage(row);
            db.prepare(leaseScheduled).run(leaseUntil, owner, id);
            return message;
          });
        const expired: Moved[] = [];
        const queued = db
          .prepare(selectQueued)
          .all(now, limit - underWay.length - scheduled.length);
        for (const row of queued) {
          const moved = expire(row, query);
          if (moved) expired.push(moved);
          else due.push(...begin(row, query));
        }
        const hasMore = underWay.length + scheduled.length + queued.length >= limit;
        return { due, expired, scheduled, hasMore };
      }),
    retry: ({ sid, now, notBefore, sentence, errorCode }) =>
      commit(() => {
        const stored = live.find(sid);
        if (stored?.message.status !== "sending") return undefined;
        const { id, message } = stored;
        const row = db.prepare(selectLimits).get(id);
        const slot = findSlot(calendar, row ? readLimits(text(row, 0)) : [], now, notBefore);
        if (message.validUntil !== null && slot.dueAt > message.validUntil) return undefined;
        slot.commit();
        db.prepare(awaitRetry).run(slot.dueAt, id);
        db.prepare(insertNote).run(id, now, "attempt", sentence, errorCode);
        return { dueAt: slot.dueAt };
      }),
    async nextDue() {
      const row = db.prepare(selectNextDue).get();
      return (row && integerOrNull(row, 0)) ?? undefined;
    },
    async unanswered({ since, limit, after }) {
      const last = after && db.prepare(selectMessageId).get(after);
      return db
        .prepare(selectSent)
        .all(last ? integer(last, 0) : 0, since, limit)
        .map((row) => readMessage(row).message);
    },
    renewLeases: (owner, until) =>
      commit(() => {
        db.prepare(renewMessages).run(until, owner);
        db.prepare(renewCallbacks).run(until, owner);
      }),
    async waiting() {
      const row = db.prepare(countQueued).get();
      return row ? integer(row, 0) : 0;
    },
    reservations: async ({ now, limit }) =>
      db
        .prepare(selectReservations)
        .all(now * 1000, limit)
        .map((row) => ({ key: text(row, 0), until: Math.ceil(integer(row, 1) / 1000) })),
  };
}

// A sender's messages mostly take the same of its limits.
function rememberLimits(): (json: string) => readonly LimitUse[] {
  const known = new Map<string, readonly LimitUse[]>();
  return (json) => {
    const found = known.get(json);
    if (found) return found;
    // Written by the store, from the same type.
    const limits: readonly LimitUse[] = JSON.parse(json);
    if (known.size >= 1_000) known.clear();
    known.set(json, limits);
    return limits;
  };
}

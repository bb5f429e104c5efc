import { type DispatchQueue, findSlot, type SlotCalendar } from "@repartee/send-core";
import type { Commit } from "../engine/group-commit.ts";
import { integer, integerOrNull, readMessage, text } from "../engine/read-row.ts";
import type { ChangeStatus } from "../messages/change-status.ts";
import type { Writing } from "../messages/insert-message.ts";
import type { LiveMessages } from "../messages/live-messages.ts";
import { renewCallbacks } from "../sql/callback.ts";
import {
  awaitRetry,
  countWaiting,
  renewMessages,
  selectLimits,
  selectNextDue,
} from "../sql/dispatch.ts";
import { insertNote, selectMessageId, selectSent } from "../sql/message.ts";
import { selectReservations } from "../sql/slot.ts";
import { createTaking, readLimits } from "./take-due.ts";

export interface DispatchQueueParts {
  readonly writing: Writing;
  readonly commit: Commit;
  readonly live: LiveMessages;
  readonly calendar: SlotCalendar;
  readonly moveNow: ChangeStatus;
}

/** The queue of messages that wait for their slot. */
export function createDispatchQueue(parts: DispatchQueueParts): DispatchQueue {
  const { writing, commit, live, calendar } = parts;
  const { db } = writing;
  const take = createTaking(parts);
  return {
    takeDue: (query) => commit(() => take(query)),
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
        const next = `Another attempt follows at ${new Date(slot.dueAt).toISOString()}.`;
        db.prepare(insertNote).run(id, now, "attempt", `${sentence} ${next}`, errorCode);
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
      const row = db.prepare(countWaiting).get();
      return row ? integer(row, 0) : 0;
    },
    reservations: async ({ now, limit }) =>
      db
        .prepare(selectReservations)
        .all(now * 1000, limit)
        .map((row) => ({ key: text(row, 0), until: Math.ceil(integer(row, 1) / 1000) })),
  };
}

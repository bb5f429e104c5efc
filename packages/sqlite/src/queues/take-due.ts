import {
  createPacing,
  type DispatchQueue,
  type DueMessage,
  type LimitUse,
  type Message,
  type MessageEvent,
  type Moved,
  type Pacing,
  type TakenMessages,
} from "@repartee/send-core";
import type { Row } from "../engine/database.ts";
import { integer, MESSAGE_COLUMNS, readMessage, text } from "../engine/read-row.ts";
import type { ChangeStatus } from "../messages/change-status.ts";
import type { Writing } from "../messages/insert-message.ts";
import type { LiveMessages, StoredMessage } from "../messages/live-messages.ts";
import { beginSending, leaseAgain, leaseOnly, putOff, selectDue } from "../sql/dispatch.ts";

type Query = Parameters<DispatchQueue["takeDue"]>[0];

export interface TakingParts {
  readonly writing: Writing;
  readonly live: LiveMessages;
  readonly moveNow: ChangeStatus;
}

/** Makes what takes due messages within the open transaction. */
export function createTaking({
  writing,
  live,
  moveNow,
}: TakingParts): (query: Query) => TakenMessages {
  const { db, events } = writing;
  let pacing: Pacing | undefined;

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

  function begin(
    { id, moves: sequence, message: before }: StoredMessage,
    { now, owner, leaseUntil, cause }: Query,
  ): DueMessage {
    const status = "sending";
    const { sid: messageSid } = before;
    db.prepare(beginSending).run(now, leaseUntil, owner, sequence + 1, id);
    const event: MessageEvent = { messageSid, sequence, status, at: now, cause, errorCode: null };
    events.append(id, event);
    const message: Message = { ...before, status, dateUpdated: now };
    live.keep({ id, moves: sequence + 1, message });
    return { message, event, attempt: 1, isInterrupted: false };
  }

  function beginAgain(
    row: Row,
    { id, message }: StoredMessage,
    { owner, leaseUntil }: Query,
  ): DueMessage {
    db.prepare(leaseAgain).run(leaseUntil, owner, id);
    const attempt = integer(row, MESSAGE_COLUMNS + 3) + 1;
    const isInterrupted = row[MESSAGE_COLUMNS + 4] !== null;
    return { message, event: null, attempt, isInterrupted };
  }

  function expire({ sid, validUntil }: Message, { now, expiry }: Query): Moved | undefined {
    if (validUntil === null || validUntil >= now) return undefined;
    return moveNow({ sid, to: "failed", at: now, ...expiry, dateSent: null, callback: true });
  }

  return (query) => {
    const { now, limit, owner, leaseUntil } = query;
    const rows = db.prepare(selectDue).all(now, limit);
    const due: DueMessage[] = [];
    const expired: Moved[] = [];
    const scheduled: Message[] = [];
    for (const row of rows) {
      const stored = readMessage(row);
      const { id, message } = stored;
      if (message.status === "scheduled") {
        db.prepare(leaseOnly).run(leaseUntil, owner, id);
        scheduled.push(message);
      } else if (message.status === "sending") {
        if (!isPutOff(row, id, now)) due.push(beginAgain(row, stored, query));
      } else {
        const moved = expire(message, query);
        if (moved) expired.push(moved);
        else if (!isPutOff(row, id, now)) due.push(begin(stored, query));
      }
    }
    return { due, expired, scheduled, hasMore: rows.length >= limit };
  };
}

// A sender's messages mostly take the same of its limits.
const known = new Map<string, readonly LimitUse[]>();

/** What a message takes of its limits, as the store has written it. */
export function readLimits(json: string): readonly LimitUse[] {
  const found = known.get(json);
  if (found) return found;
  const limits: readonly LimitUse[] = JSON.parse(json);
  if (known.size >= 1_000) known.clear();
  known.set(json, limits);
  return limits;
}

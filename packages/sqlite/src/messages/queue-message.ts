import {
  type Candidate,
  callbackDestination,
  type Message,
  type MessageEvent,
  type Moved,
} from "@repartee/send-core";
import type { Database } from "../engine/database.ts";
import type { Reserved } from "../slots/reserve.ts";
import { insertCallback } from "../sql/callback.ts";
import { queueMessage } from "../sql/message.ts";
import type { Writing } from "./insert-message.ts";
import type { StoredMessage } from "./live-messages.ts";

/** What a message has from the sender that was chosen for it. */
export function chosen({
  from,
  numSegments,
  transport,
  carriedBody,
  quote,
}: Candidate): Pick<Message, "from" | "numSegments" | "transport" | "carriedBody" | "quote"> {
  return { from, numSegments, transport, carriedBody, quote };
}

/** Moves on a message that had no sender before, within the open transaction. */
export function moveToQueued(
  { db, events }: Writing,
  { id, moves: sequence, message: before }: StoredMessage,
  { candidate, dueAt }: Reserved,
  at: number,
): Moved {
  const status = "queued";
  const { cause, quote } = candidate;
  db.prepare(queueMessage).run(
    candidate.from,
    candidate.numSegments,
    candidate.transport,
    candidate.carriedBody,
    quote?.amount ?? null,
    quote?.carrierFee ?? null,
    quote?.currency ?? null,
    at,
    sequence + 1,
    dueAt,
    JSON.stringify(candidate.limits),
    id,
  );
  const message: Message = { ...before, ...chosen(candidate), status, dateUpdated: at };
  const { sid: messageSid } = message;
  const event: MessageEvent = { messageSid, sequence, status, at, cause, errorCode: null };
  events.append(id, event);
  return { message, event, callbackDestination: queueCallback(db, id, message, event) };
}

/** Queues a status callback for a move, if there is a target for it; returns its destination. */
export function queueCallback(
  db: Database,
  id: number,
  { statusCallback }: Message,
  { sequence, at }: MessageEvent,
): string | null {
  if (!statusCallback) return null;
  const destination = callbackDestination(statusCallback);
  db.prepare(insertCallback).run(id, sequence, destination, at);
  return destination;
}

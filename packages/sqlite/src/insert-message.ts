import type { Acceptance, Message, Moved } from "@repartee/send-core";
import type { Database } from "./database.ts";
import type { EventLog } from "./event-log.ts";
import { insertMedia } from "./sql/media.ts";
import { insertIdempotencyKey, insertMessage, insertNote } from "./sql/message.ts";

/** What writes within the open transaction. */
export interface Writing {
  readonly db: Database;
  readonly events: EventLog;
}

/** A message that has just been written, within the open transaction. */
export interface Inserted {
  readonly id: number;
  /** Its first status. */
  readonly first: Moved;
}

/** Writes a message and its first event. `dueAt` is when something is to be done with it next. */
export function insertWithEvent(
  { db, events }: Writing,
  message: Message,
  cause: string,
  {
    dueAt = null,
    limits = "[]",
  }: { readonly dueAt?: number | null; readonly limits?: string } = {},
): Inserted {
  const { sid, status, dateCreated: at, statusCallback, quote } = message;
  const id = db
    .prepare(insertMessage)
    .run(
      sid,
      message.accountSid,
      message.direction,
      message.from,
      message.to,
      message.body,
      message.numMedia,
      message.numSegments,
      status,
      message.errorCode,
      message.messagingServiceSid,
      statusCallback?.url ?? null,
      statusCallback?.method ?? null,
      at,
      message.dateUpdated,
      message.dateSent,
      1,
      message.transport,
      message.carriedBody,
      message.sendAt,
      message.validUntil,
      quote?.amount ?? null,
      quote?.carrierFee ?? null,
      quote?.currency ?? null,
      dueAt,
      limits,
    );
  const event = { messageSid: sid, sequence: 0, status, at, cause, errorCode: null };
  events.append(id, event);
  return { id, first: { message, event, callbackDestination: null } };
}

/** Writes an accepted message with all that belongs to it. */
export function insertAccepted(
  writing: Writing,
  { cause, media, notes, idempotencyKey }: Acceptance,
  message: Message,
  queued: { readonly dueAt: number | null; readonly limits?: string },
): Inserted {
  const inserted = insertWithEvent(writing, message, cause, queued);
  const { id } = inserted;
  const { db } = writing;
  if (idempotencyKey !== undefined) {
    db.prepare(insertIdempotencyKey).run(message.accountSid, idempotencyKey, id);
  }
  for (const { sid, sourceUrl, dateCreated } of media) {
    db.prepare(insertMedia).run(sid, id, null, null, sourceUrl, dateCreated);
  }
  for (const { kind, sentence, errorCode } of notes) {
    db.prepare(insertNote).run(id, message.dateCreated, kind, sentence, errorCode);
  }
  return inserted;
}

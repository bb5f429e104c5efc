import type { Acceptance, Message, Moved } from "@repartee/send-core";
import type { Database, Value } from "../engine/database.ts";
import { insertMedia } from "../sql/media.ts";
import { insertMessage, insertNote } from "../sql/message.ts";
import type { EventLog } from "./event-log.ts";

/** What writes within the open transaction. */
export interface Writing {
  readonly db: Database;
  readonly events: EventLog;
}

/** What is written into a message's row beside the message itself. */
interface Insertion {
  /** When something is to be done with it next. */
  readonly dueAt?: number | null;
  readonly limits?: string;
  readonly idempotencyKey?: string | undefined;
  readonly fingerprint?: string | undefined;
}

/** A message that has just been written, within the open transaction. */
export interface Inserted {
  readonly id: number;
  /** Its first status. */
  readonly first: Moved;
}

/** Writes a message and its first event. */
export function insertWithEvent(
  { db, events }: Writing,
  message: Message,
  cause: string,
  { dueAt = null, limits = "[]", idempotencyKey, fingerprint }: Insertion = {},
): Inserted {
  const { sid, status, dateCreated: at, statusCallback, quote } = message;
  const columns = {
    sid,
    account_sid: message.accountSid,
    direction: message.direction,
    from_address: message.from,
    to_address: message.to,
    body: message.body,
    num_media: message.numMedia,
    num_segments: message.numSegments,
    status,
    error_code: message.errorCode,
    messaging_service_sid: message.messagingServiceSid,
    callback_url: statusCallback?.url ?? null,
    callback_method: statusCallback?.method ?? null,
    date_created: at,
    date_updated: message.dateUpdated,
    date_sent: message.dateSent,
    transport: message.transport,
    carried_body: message.carriedBody,
    send_at: message.sendAt,
    valid_until: message.validUntil,
    quote_amount: quote?.amount ?? null,
    quote_fee: quote?.carrierFee ?? null,
    quote_currency: quote?.currency ?? null,
    opt_out_type: message.optOutType ?? null,
    other_recipients: message.otherRecipients?.join(" ") ?? null,
    due_at: dueAt,
    limits,
    idempotency_key: idempotencyKey ?? null,
    payload_fingerprint: fingerprint ?? null,
  } satisfies Readonly<Record<string, Value>>;
  const filled = Object.entries(columns).filter(([, value]) => value !== null);
  const sql = insertMessage(filled.map(([name]) => name));
  const id = db.prepare(sql).run(...filled.map(([, value]) => value));
  const event = { messageSid: sid, sequence: 0, status, at, cause, errorCode: null };
  events.append(id, event);
  return { id, first: { message, event, callbackDestination: null } };
}

/** Writes an accepted message with all that belongs to it. */
export function insertAccepted(
  writing: Writing,
  { cause, media, notes, idempotencyKey, fingerprint }: Acceptance,
  message: Message,
  queued: { readonly dueAt: number | null; readonly limits?: string },
): Inserted {
  const identified = { ...queued, idempotencyKey, fingerprint };
  const inserted = insertWithEvent(writing, message, cause, identified);
  const { id } = inserted;
  const { db } = writing;
  for (const { sid, sourceUrl, dateCreated } of media) {
    db.prepare(insertMedia).run(sid, id, null, null, sourceUrl, dateCreated);
  }
  for (const { kind, sentence, errorCode } of notes) {
    db.prepare(insertNote).run(id, message.dateCreated, kind, sentence, errorCode);
  }
  return inserted;
}

import { keepUsage } from "./usage.ts";

/** The columns that `readMessage` reads, in its order. */
export const messageColumns: string = `message.id, message.sid, account_sid, direction, from_address, to_address,
  body, num_media, num_segments, message.status, message.error_code, messaging_service_sid,
  callback_url, callback_method, message.date_created, date_updated, date_sent, moves, transport,
  carried_body, send_at, valid_until, quote_amount, quote_fee, quote_currency, is_charged,
  opt_out_type, other_recipients`;

/** Inserts a message with these columns; each value that is bound takes time, so nulls are left out. */
export function insertMessage(columns: readonly string[]): string {
  const marks = columns.map(() => "?").join(", ");
  return `insert into message (${columns.join(", ")}, moves) values (${marks}, 1)`;
}

/** Values: from, segments, transport, carried body, quote (3), at, moves, due time, limits, id. */
export const queueMessage: string = `update message
  set status = 'queued', from_address = ?, num_segments = ?, transport = ?, carried_body = ?,
    quote_amount = ?, quote_fee = ?, quote_currency = ?, date_updated = ?, moves = ?, due_at = ?,
    limits = ?, lease_owner = null
  where id = ?`;

export const carryBody = "update message set carried_body = ? where sid = ?";

export const redactMessage: string = `update message
  set body = '', carried_body = null, date_updated = ? where sid = ?`;

export const countScheduled: string = `select count(*) from message
  where status = 'scheduled' and account_sid = ?`;

/** Values: status, at, error code, date sent, charged, moves, id. */
export const moveMessage: string = `update message
  set status = ?, date_updated = ?, error_code = ?, date_sent = ?,
    is_charged = max(is_charged, ?), moves = ?, due_at = null, lease_owner = null
  where id = ?`;

export const selectMessage: string = `select ${messageColumns} from message where sid = ?`;

export const selectMessageId = "select id from message where sid = ?";

export const selectReceiving: string = `select ${messageColumns} from message
  where status = 'receiving' order by id`;

export const selectSent: string = `select ${messageColumns} from message
  where status = 'sent' and id > ? and date_sent >= ? order by id limit ?`;

export const selectConversation: string = `select ${messageColumns} from message where to_address = ?1
  union select ${messageColumns} from message where from_address = ?1
  order by 1`;

/** The columns of a message, and the fingerprint after them. */
export const selectRepeated: string = `select ${messageColumns}, payload_fingerprint from message
  where account_sid = ? and idempotency_key = ?`;

/** Inserts so many events at once. */
export function insertEvents(count: number): string {
  const rows = Array(count).fill("(?, ?, ?, ?, ?, ?)").join(", ");
  return `insert into message_event (message_id, sequence, status, at, cause, error_code) values ${rows}`;
}

export const selectEvents: string = `select message.sid, sequence, event.status, at, cause, event.error_code
  from message join message_event event on message_id = message.id
  where message.sid = ? order by sequence`;

export const insertNote: string = `insert into message_note
  (message_id, at, kind, sentence, error_code) values (?, ?, ?, ?, ?)`;

export const selectNotes: string = `select message.sid, kind, at, sentence, message_note.error_code
  from message join message_note on message_id = message.id
  where message.sid = ? order by message_note.id`;

/** A message's place in the order of all; it outlives the message. Values: its SID, twice. */
export const selectPlace = `select coalesce(
  (select id from message where sid = ?), (select message_id from removed_message where sid = ?))`;

/** Tables of what belongs to a message, by its id. */
export const belongings: readonly string[] = [
  "message_event",
  "message_note",
  "media",
  "callback",
  "callback_delivery",
];

/** Removes a message and everything that belongs to it; keeps its place. Each statement takes its id. */
export const deleteMessage: readonly string[] = [
  "insert into removed_message (sid, message_id) select sid, id from message where id = ?",
  ...deleteMessages("(?)"),
];

/**
 * Removes messages and everything that belongs to them; keeps what they have cost.
 *
 * @param ids a list of ids in SQL, in parentheses, which each statement contains once.
 */
export function deleteMessages(ids: string): readonly string[] {
  const sids = `(select sid from message where id in ${ids})`;
  return [
    keepUsage(ids),
    `delete from short_link where message_sid in ${sids}`,
    `delete from feedback where message_sid in ${sids}`,
    `delete from media_content where media_id in (select id from media where message_id in ${ids})`,
    ...belongings.map((table) => `delete from ${table} where message_id in ${ids}`),
    `delete from message where id in ${ids}`,
  ];
}

/** The columns that `readMessage` reads, in its order. */
export const messageColumns: string = `message.id, message.sid, account_sid, direction, from_address, to_address,
  body, num_media, num_segments, message.status, message.error_code, messaging_service_sid,
  callback_url, callback_method, message.date_created, date_updated, date_sent, moves`;

export const insertMessage: string = `insert into message
  (sid, account_sid, direction, from_address, to_address, body, num_media, num_segments, status,
   error_code, messaging_service_sid, callback_url, callback_method, date_created, date_updated,
   date_sent, moves, due_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)`;

/** Values: status, at, error code, date sent, moves, id. */
export const moveMessage: string = `update message
  set status = ?, date_updated = ?, error_code = ?, date_sent = ?, moves = ?, due_at = null,
    lease_owner = null
  where id = ?`;

export const selectMessage: string = `select ${messageColumns} from message where sid = ?`;

export const selectMessageId = "select id from message where sid = ?";

export const selectReceiving: string = `select ${messageColumns} from message
  where status = 'receiving' order by id`;

export const selectSent: string = `select ${messageColumns} from message
  where status = 'sent' and id > ? order by id limit ?`;

export const selectConversation: string = `select ${messageColumns} from message where to_address = ?1
  union select ${messageColumns} from message where from_address = ?1
  order by 1`;

export const selectRepeated: string = `select ${messageColumns} from message
  where id = (select message_id from idempotency_key where account_sid = ? and key = ?)`;

export const insertIdempotencyKey =
  "insert into idempotency_key (account_sid, key, message_id) values (?, ?, ?)";

export const insertEvent: string = `insert into message_event
  (message_id, sequence, status, at, cause, error_code) values (?, ?, ?, ?, ?, ?)`;

export const selectEvents: string = `select message.sid, sequence, event.status, at, cause, event.error_code
  from message join message_event event on message_id = message.id
  where message.sid = ? order by sequence`;

import { messageColumns } from "./message.ts";

export const insertCallback: string = `insert into callback
  (message_id, sequence, destination, attempt, due_at) values (?, ?, ?, 1, ?)`;

/** Of one message only the first that is not finished. */
export const selectCallbacks: string = `select ${messageColumns}, callback.sequence, attempt,
    event.status, event.at, event.cause, event.error_code
  from callback
  join message on message.id = callback.message_id
  join message_event event
    on event.message_id = callback.message_id and event.sequence = callback.sequence
  where destination = ? and callback.due_at <= ? and not exists (
    select 1 from callback earlier
    where earlier.message_id = callback.message_id and earlier.sequence < callback.sequence)
  order by callback.due_at limit ?`;

/** Values: lease end, owner, pairs of message and sequence as JSON. */
export const leaseCallbacks: string = `update callback set due_at = ?, lease_owner = ?
  where (message_id, sequence) in (select value ->> 0, value ->> 1 from json_each(?))`;

/** Values: due time, message SID, sequence. */
export const repeatCallback: string = `update callback
  set due_at = ?, lease_owner = null, attempt = attempt + 1
  where message_id = (select id from message where sid = ?) and sequence = ?`;

export const deleteCallback: string = `delete from callback
  where message_id = (select id from message where sid = ?) and sequence = ?`;

export const selectNextCallback =
  "select min(due_at) from callback where destination = ? and due_at > ?";

export const selectDestinations =
  "select destination, min(due_at) from callback group by destination";

export const insertDelivery: string = `insert into callback_delivery
  (message_id, status, url, attempt, at, http_status, error_code)
  select id, ?, ?, ?, ?, ?, ? from message where sid = ?`;

export const selectDeliveries: string = `select message.sid, delivery.status, url, attempt, at, http_status,
    delivery.error_code
  from message join callback_delivery delivery on message_id = message.id
  where message.sid = ? order by delivery.id`;

export const renewCallbacks = "update callback set due_at = ? where lease_owner = ?";

export const releaseCallbacks =
  "update callback set due_at = 0, lease_owner = null where lease_owner is not null";

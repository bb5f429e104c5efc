import { messageColumns } from "./message.ts";

export const selectSlot = "select next_free from sender_slot where key = ?";

export const upsertSlot: string = `insert into sender_slot (key, next_free) values (?, ?)
  on conflict (key) do update set next_free = excluded.next_free`;

export const selectQueued: string = `select ${messageColumns} from message
  where status = 'queued' and due_at <= ? order by due_at, id limit ?`;

/** Messages whose lease has run out. */
export const selectExpired: string = `select ${messageColumns} from message
  where status = 'sending' and due_at <= ? order by due_at, id limit ?`;

/** Values: at, lease end, owner, id. */
export const beginSending: string = `update message
  set status = 'sending', date_updated = ?, due_at = ?, lease_owner = ?, moves = moves + 1
  where id = ?`;

/** Values: lease end, owner, id. */
export const leaseSending = "update message set due_at = ?, lease_owner = ? where id = ?";

export const selectNextDue: string = `select min(due_at) from (
    select min(due_at) as due_at from message where status = 'queued'
    union all
    select min(due_at) from message where status = 'sending')`;

export const renewMessages: string = `update message set due_at = ?
  where status = 'sending' and lease_owner = ?`;

/** This process is the only one that has the file: whoever held these is gone. */
export const releaseMessages = "update message set due_at = 0 where status = 'sending'";

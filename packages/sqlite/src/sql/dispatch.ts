import { messageColumns } from "./message.ts";

/** What {@link selectQueued} and {@link selectUnderWay} have after the message's columns. */
const dispatchColumns = "message.due_at, limits, is_paced, attempts, lease_owner";

export const selectQueued: string = `select ${messageColumns}, ${dispatchColumns} from message
  where status = 'queued' and due_at <= ? order by due_at, id limit ?`;

/** Messages that wait for another attempt, or whose lease has run out. */
export const selectUnderWay: string = `select ${messageColumns}, ${dispatchColumns} from message
  where status = 'sending' and due_at <= ? order by due_at, id limit ?`;

export const selectScheduled: string = `select ${messageColumns} from message
  where status = 'scheduled' and due_at <= ? order by due_at, id limit ?`;

/** Values: at, lease end, owner, moves, id. */
export const beginSending: string = `update message
  set status = 'sending', date_updated = ?, due_at = ?, lease_owner = ?, moves = ?, is_paced = 0,
    attempts = attempts + 1
  where id = ?`;

/** Values: lease end, owner, id. */
export const leaseAgain: string = `update message
  set due_at = ?, lease_owner = ?, is_paced = 0, attempts = attempts + 1 where id = ?`;

/** Values: lease end, owner, id. */
export const leaseScheduled = "update message set due_at = ?, lease_owner = ? where id = ?";

/** Values: new time, id. */
export const putOff = "update message set due_at = ?, is_paced = 1 where id = ?";

/** Values: new time, id. */
export const awaitRetry: string = `update message
  set due_at = ?, lease_owner = null, is_paced = 0 where id = ?`;

export const selectLimits = "select limits from message where id = ?";

export const selectNextDue: string = `select min(due_at) from (
    select min(due_at) as due_at from message where status = 'queued'
    union all
    select min(due_at) from message where status = 'scheduled'
    union all
    select min(due_at) from message where status = 'sending')`;

export const renewMessages: string = `update message set due_at = ?
  where status = 'sending' and lease_owner = ?`;

/** This process is the only one that has the file: whoever held these is gone. */
export const releaseMessages: string = `update message set due_at = 0
  where status in ('sending', 'scheduled') and lease_owner is not null`;

export const countQueued = "select count(*) from message where status = 'queued'";

import { messageColumns } from "./message.ts";

/** What is to be done now; after the message's columns what only the dispatch needs. */
export const selectDue: string = `select ${messageColumns}, message.due_at, limits, is_paced, attempts,
    lease_owner
  from message where due_at <= ? order by due_at limit ?`;

/** Values: at, lease end, owner, moves, id. */
export const beginSending: string = `update message
  set status = 'sending', date_updated = ?, due_at = ?, lease_owner = ?, moves = ?, is_paced = 0,
    attempts = attempts + 1
  where id = ?`;

/** Values: lease end, owner, id. */
export const leaseAgain: string = `update message
  set due_at = ?, lease_owner = ?, is_paced = 0, attempts = attempts + 1 where id = ?`;

/** Values: lease end, owner, id. */
export const leaseOnly = "update message set due_at = ?, lease_owner = ? where id = ?";

/** Values: new time, id. */
export const putOff = "update message set due_at = ?, is_paced = 1 where id = ?";

/** Values: new time, id. */
export const awaitRetry: string = `update message
  set due_at = ?, lease_owner = null, is_paced = 0 where id = ?`;

export const selectLimits = "select limits from message where id = ?";

export const selectNextDue = "select min(due_at) from message where due_at is not null";

export const renewMessages: string = `update message set due_at = ?
  where due_at is not null and lease_owner = ?`;

/** This process is the only one that has the file: whoever held these is gone. */
export const releaseMessages: string = `update message set due_at = 0
  where due_at is not null and lease_owner is not null`;

export const countWaiting = "select count(*) from message where due_at is not null";

const columns = "account_sid, scope, recipient, at, message_sid";

export const selectOptOut: string = `select ${columns} from opt_out
  where account_sid = ? and scope = ? and recipient = ?`;

export const selectAny = "select 1 from opt_out limit 1";

export const selectScopes = "select scope, at from opt_out where account_sid = ? and recipient = ?";

export const selectOptOuts: string = `select ${columns} from opt_out
  where account_sid = ? and (scope, recipient) > (?, ?) order by scope, recipient limit ?`;

/** Returns a row when it is new. */
export const insertOptOut: string = `insert or ignore into opt_out (${columns})
  values (?, ?, ?, ?, ?) returning 1`;

export const deleteOptOut: string = `delete from opt_out
  where account_sid = ? and scope = ? and recipient = ? returning 1`;

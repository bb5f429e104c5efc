/** Who has opted out of what, and keywords of inbound messages. Never edited. */
export const optOuts = `
create table opt_out (
  account_sid text not null,
  recipient text not null,
  scope text not null,
  at integer not null,
  message_sid text,
  primary key (account_sid, recipient, scope)
) without rowid;
create index opt_out_scope on opt_out (account_sid, scope, recipient);
alter table message add column opt_out_type text;
`;

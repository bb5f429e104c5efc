/** Warnings and errors of the debugger, numbered as they came. Never edited. */
export const alerts = `
create table alert (
  id integer primary key,
  sid text not null unique,
  account_sid text not null,
  level text not null,
  at integer not null,
  content text not null
);
create index alert_account on alert (account_sid, id);
`;

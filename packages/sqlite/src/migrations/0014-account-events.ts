/** What was changed in accounts. Never edited. */
export const accountEvents = `
create table account_event (
  id integer primary key,
  sid text not null unique,
  account_sid text not null,
  at integer not null,
  type text not null,
  resource_sid text not null,
  actor_sid text not null,
  source_ip text not null,
  content text not null
);
create index account_event_account on account_event (account_sid);
`;

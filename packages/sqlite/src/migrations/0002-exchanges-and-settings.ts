/** What the inspector shows, and small facts that outlive a run. Never edited. */
export const exchangesAndSettings = `
create table exchange (
  sid text primary key,
  started_at integer not null,
  content text not null
) without rowid;
create index exchange_started on exchange (started_at);

create table setting (
  name text primary key,
  value text not null
) without rowid;
`;

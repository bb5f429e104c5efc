/** What accounts have configured, and feedback on messages. Never edited. */
export const configuration = `
create table resource (
  id integer primary key,
  sid text not null unique,
  kind text not null,
  content text not null
);
create table feedback (
  message_sid text primary key,
  outcome text not null,
  date_created integer not null,
  date_updated integer not null
) without rowid;
`;

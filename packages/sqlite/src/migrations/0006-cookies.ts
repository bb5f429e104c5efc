/** Cookies that apps have set, for each pair of numbers. Never edited. */
export const cookies = `
create table cookie_jar (
  from_address text not null,
  to_address text not null,
  content text not null,
  expires_at integer not null,
  primary key (from_address, to_address)
) without rowid;
create index cookie_jar_expires on cookie_jar (expires_at);
`;

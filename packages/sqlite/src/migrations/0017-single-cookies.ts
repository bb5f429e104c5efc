/** One row for each cookie, so that exchanges that run at the same time can each save theirs. Never edited. */
export const singleCookies = `
create table cookie (
  id integer primary key,
  from_address text not null,
  to_address text not null,
  domain text not null,
  path text not null,
  name text not null,
  content text not null,
  expires_at integer not null,
  unique (from_address, to_address, domain, path, name)
);
create index cookie_expires on cookie (expires_at);
insert or replace into cookie (from_address, to_address, domain, path, name, content, expires_at)
  select from_address, to_address, one.value ->> 'domain', coalesce(one.value ->> 'path', '/'),
    one.value ->> 'key', one.value,
    coalesce(unixepoch(one.value ->> 'expires') * 1000, cookie_jar.expires_at)
  from cookie_jar, json_each(cookie_jar.content, '$.cookies') as one
  where one.value ->> 'domain' is not null and one.value ->> 'key' is not null;
drop table cookie_jar;
`;

/** Scheduling, validity, retries, notes, prices, and slots of many limits. Never edited. */
export const lifeOfAMessage = `
alter table message add column transport text not null default 'sms';
update message set transport = 'mms' where num_media > 0;
alter table message add column carried_body text;
alter table message add column send_at integer;
alter table message add column valid_until integer;
alter table message add column quote_amount integer;
alter table message add column quote_fee integer;
alter table message add column quote_currency text;
alter table message add column is_charged integer not null default 0;
-- What it takes of its limits, for another attempt or a late one.
alter table message add column limits text not null default '[]';
-- It was put off, so that many that are late do not go at once.
alter table message add column is_paced integer not null default 0;
alter table message add column attempts integer not null default 0;
create index message_scheduled on message (due_at) where status = 'scheduled';
create index message_scheduled_of on message (account_sid) where status = 'scheduled';

create table slot_run (
  key text not null,
  -- Microseconds since the epoch.
  start_at integer not null,
  end_at integer not null,
  primary key (key, start_at)
) without rowid;
insert into slot_run (key, start_at, end_at)
  select key, cast(next_free * 1000 as integer) - 1, cast(next_free * 1000 as integer) + 1 from sender_slot;
drop table sender_slot;

create table quota_day (
  key text not null,
  day text not null,
  used integer not null,
  primary key (key, day)
) without rowid;

create table message_note (
  id integer primary key,
  message_id integer not null,
  at integer not null,
  kind text not null,
  sentence text not null,
  error_code integer
);
create index message_note_message on message_note (message_id, id);

create table sticky_sender (
  service_sid text not null,
  to_address text not null,
  from_address text not null,
  primary key (service_sid, to_address)
) without rowid;
create index sticky_sender_from on sticky_sender (service_sid, from_address);
`;

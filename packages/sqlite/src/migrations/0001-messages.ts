/** Messages, their moves and media, slots and callbacks. Never edited: a change is a new migration. */
export const messages = `
create table message (
  id integer primary key,
  sid text not null unique,
  account_sid text not null,
  direction text not null,
  from_address text,
  to_address text not null,
  body text not null,
  num_media integer not null,
  num_segments integer not null,
  status text not null,
  error_code integer,
  messaging_service_sid text,
  callback_url text,
  callback_method text,
  date_created integer not null,
  date_updated integer not null,
  date_sent integer,
  moves integer not null,
  -- queued: its slot; sending: when its lease runs out.
  due_at integer,
  lease_owner text
);
create index message_queued on message (due_at) where status = 'queued';
create index message_sending on message (due_at) where status = 'sending';
create index message_sent on message (id) where status = 'sent';
create index message_receiving on message (id) where status = 'receiving';
create index message_to on message (to_address, id);
create index message_from on message (from_address, id);

create table idempotency_key (
  account_sid text not null,
  key text not null,
  message_id integer not null,
  primary key (account_sid, key)
) without rowid;

create table message_event (
  message_id integer not null,
  sequence integer not null,
  status text not null,
  at integer not null,
  cause text not null,
  error_code integer,
  primary key (message_id, sequence)
) without rowid;

create table media (
  id integer primary key,
  sid text not null unique,
  message_id integer not null,
  content_type text,
  size integer,
  source_url text,
  date_created integer not null
);
create index media_message on media (message_id, id);

create table media_content (
  media_id integer primary key,
  bytes blob not null
);

create table sender_slot (
  key text primary key,
  next_free real not null
) without rowid;

create table callback (
  message_id integer not null,
  sequence integer not null,
  destination text not null,
  attempt integer not null,
  -- When it can be taken: at once, after its lease, or for its retry.
  due_at integer not null,
  lease_owner text,
  primary key (message_id, sequence)
) without rowid;
create index callback_due on callback (destination, due_at);

create table callback_delivery (
  id integer primary key,
  message_id integer not null,
  status text not null,
  url text not null,
  attempt integer not null,
  at integer not null,
  http_status integer,
  error_code integer
);
create index callback_delivery_message on callback_delivery (message_id, id);
`;

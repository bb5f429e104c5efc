/** What handsets keep of messages that an app redacts or removes. Never edited. */
export const handsetCopies = `
create table handset_message (
  id integer primary key,
  sid text not null unique,
  handset text not null,
  is_sent integer not null,
  from_address text not null,
  to_address text not null,
  body text not null,
  other_recipients text,
  status text not null,
  date integer not null,
  -- The last change of the message; never before that of an earlier copy.
  at integer not null
);
create index handset_message_handset on handset_message (handset);
create table handset_media (
  id integer primary key,
  handset_message_id integer not null,
  sid text not null,
  content_type text not null,
  bytes blob not null,
  unique (handset_message_id, sid)
);
create trigger handset_media_removed after delete on handset_message begin
  delete from handset_media where handset_message_id = old.id;
end;
`;

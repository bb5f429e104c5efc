/**
 * An idempotency key goes with its message, links and group recipients are found by theirs, and what
 * was removed keeps its place in the order. Never edited.
 */
export const whatBelongsToAMessage = `
alter table message add column idempotency_key text;
update message set idempotency_key = (select key from idempotency_key where message_id = message.id)
  where id in (select message_id from idempotency_key);
drop table idempotency_key;
create unique index message_idempotency_key on message (account_sid, idempotency_key)
  where idempotency_key is not null;
create index short_link_message on short_link (message_sid);
create table removed_message (
  sid text primary key,
  message_id integer not null
) without rowid;
`;

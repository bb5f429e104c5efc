/** When a sticky sender was last used, so that unused ones can be removed. Never edited. */
export const useOfStickySenders = `
alter table sticky_sender add column used_at integer not null default 0;
update sticky_sender set used_at = unixepoch() * 1000;
create index sticky_sender_used on sticky_sender (used_at);
`;

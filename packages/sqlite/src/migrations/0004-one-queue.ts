/** One index for all that is to be done at a time: fewer to keep while a message moves. Never edited. */
export const oneQueue = `
drop index message_queued;
drop index message_sending;
drop index message_scheduled;
create index message_due on message (due_at) where due_at is not null;
`;

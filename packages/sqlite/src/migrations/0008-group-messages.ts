/** Who else an inbound group message was sent to. Never edited. */
export const groupMessages = `
create table group_message (
  message_sid text primary key,
  other_recipients text not null
) without rowid;
`;

/** Who else a group message went to is a column of the message. Never edited. */
export const groupsOfMessages = `
alter table message add column other_recipients text;
update message set other_recipients = (
    select other_recipients from group_message where message_sid = message.sid)
  where sid in (select message_sid from group_message);
drop table group_message;
`;

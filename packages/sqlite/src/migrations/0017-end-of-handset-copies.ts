/**
 * A copy goes with the place of its message: that is deleted once all that is older has been removed.
 * Never edited.
 */
export const endOfHandsetCopies = `
create trigger handset_message_ended after delete on removed_message begin
  delete from handset_message where sid = old.sid;
end;
`;

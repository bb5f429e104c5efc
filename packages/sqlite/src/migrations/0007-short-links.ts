/** Links in texts that stand for media. Never edited. */
export const shortLinks = `
create table short_link (
  token text primary key,
  message_sid text not null,
  media_sid text not null,
  expires_at integer not null
) without rowid;
`;

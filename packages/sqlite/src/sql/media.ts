export const insertMedia: string = `insert into media
  (sid, message_id, content_type, size, source_url, date_created) values (?, ?, ?, ?, ?, ?)`;

export const insertContent = "insert into media_content (media_id, bytes) values (?, ?)";

export const selectMedia: string = `select media.sid, message.sid, account_sid, content_type, size, source_url,
    media.date_created
  from message join media on message_id = message.id
  where message.sid = ? order by media.id`;

export const selectContent: string = `select content_type, bytes
  from media
  join message on message.id = message_id
  join media_content on media_id = media.id
  where message.sid = ? and media.sid = ?`;

/** Values: content type, size, message SID, media SID. */
export const fillMedia: string = `update media set content_type = ?, size = ?
  where message_id = (select id from message where sid = ?) and sid = ?
  returning id`;

/** The bytes, then the item; each takes message SID and media SID. */
export const deleteMedia: readonly [string, string] = [
  `delete from media_content where media_id = (
    select media.id from media join message on message.id = message_id
    where message.sid = ? and media.sid = ?)`,
  `delete from media where message_id = (select id from message where sid = ?) and sid = ?
    returning id`,
];

export const insertShortLink = "insert into short_link values (?, ?, ?, ?)";

export const selectShortLink: string = `select token, message_sid, media_sid, expires_at
  from short_link where token = ?`;

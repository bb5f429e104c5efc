/**
 * Copies a message that its handset has, and its media: texts with links have none there. Each takes
 * the message SID; a copy that is there stays as it is.
 */
export const copyForHandset: readonly string[] = [
  `insert into handset_message
    (sid, handset, is_sent, from_address, to_address, body, other_recipients, status, date, at)
  select sid, iif(direction = 'inbound', from_address, to_address), direction = 'inbound',
    coalesce(from_address, ''), to_address, coalesce(carried_body, body), other_recipients, status,
    iif(direction = 'inbound', date_created, date_updated),
    max(date_updated, coalesce((select max(at) from handset_message), 0))
  from message
  where sid = ? and (direction = 'inbound' or status in ('delivered', 'read'))
  on conflict (sid) do nothing`,
  `insert into handset_media (handset_message_id, sid, content_type, bytes)
  select handset_message.id, media.sid, content_type, bytes
  from handset_message
  join message on message.sid = handset_message.sid
  join media on message_id = message.id
  join media_content on media_id = media.id
  where handset_message.sid = ? and transport = 'mms' and content_type is not null
  order by media.id
  on conflict (handset_message_id, sid) do nothing`,
];

export const selectHandsetCopies: string = `select id, sid, is_sent, from_address, to_address, body,
    other_recipients, status, date
  from handset_message where handset = ? order by date, id`;

export const selectHandsetMedia: string = `select sid, content_type, length(bytes)
  from handset_media where handset_message_id = ? order by id`;

export const selectHandsetContent: string = `select content_type, bytes
  from handset_media
  join handset_message on handset_message.id = handset_message_id
  where handset_message.sid = ? and handset_media.sid = ?`;

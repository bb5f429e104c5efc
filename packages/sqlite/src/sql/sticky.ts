export const selectSticky: string = `select from_address from sticky_sender
  where service_sid = ? and to_address = ?`;

export const upsertSticky: string = `insert into sticky_sender
  (service_sid, to_address, from_address, used_at) values (?, ?, ?, ?)
  on conflict (service_sid, to_address)
  do update set from_address = excluded.from_address, used_at = excluded.used_at`;

export const deleteStickyFrom =
  "delete from sticky_sender where service_sid = ? and from_address = ?";

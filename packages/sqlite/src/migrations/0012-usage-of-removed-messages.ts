/** What messages have cost stays when they are removed, summed up by day. Never edited. */
export const usageOfRemovedMessages = `
create table removed_usage (
  account_sid text not null,
  day integer not null,
  direction text not null,
  kind text not null,
  count integer not null,
  segments integer not null,
  amount integer not null,
  carrier_fee integer not null,
  primary key (account_sid, day, direction, kind)
) without rowid;
`;

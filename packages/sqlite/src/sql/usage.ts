const DAY_MS = 24 * 60 * 60 * 1000;

// What is charged was submitted to the carrier, at a price that may not be known: it counts, at 0. What
// failed has no price, and no time of being sent.
const used = `select account_sid,
    iif(is_charged, date_sent, date_updated) / ${DAY_MS} as day,
    iif(direction = 'inbound', 'inbound', 'outbound') as direction,
    iif(is_charged, transport, 'failed') as kind,
    num_segments as segments,
    iif(is_charged, coalesce(quote_amount, 0), 0) as amount,
    iif(is_charged, coalesce(quote_fee, 0), 0) as carrier_fee
  from message
  where (is_charged or (status = 'failed' and direction <> 'inbound'))`;

/**
 * Keeps what messages have used that are about to be removed.
 *
 * @param ids a list of ids in SQL, in parentheses.
 */
export function keepUsage(ids: string): string {
  return `insert into removed_usage
    select account_sid, day, direction, kind, 1, segments, amount, carrier_fee
      from (${used} and id in ${ids})
      where true
    on conflict do update set count = count + 1, segments = segments + excluded.segments,
      amount = amount + excluded.amount, carrier_fee = carrier_fee + excluded.carrier_fee`;
}

/** Values: account, first day, day after the last; numbered. */
export const selectUsage: string = `select day, direction, kind, sum(count), sum(segments),
    sum(amount), sum(carrier_fee)
  from (
    select account_sid, day, direction, kind, count, segments, amount, carrier_fee
      from removed_usage
    union all
    select account_sid, day, direction, kind, 1, segments, amount, carrier_fee from (${used})
  )
  where account_sid = ?1 and day >= ?2 and day < ?3
  group by day, direction, kind order by day, direction, kind`;

/** The day of UTC that a time is in, as the tables have it. */
export function dayOf(time: number): number {
  return Math.floor(time / DAY_MS);
}

/** When such a day begins, in milliseconds since the epoch. */
export function startOf(day: number): number {
  return day * DAY_MS;
}

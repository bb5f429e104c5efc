import { deleteMessages } from "./message.ts";

/** Values: the id after which to begin, how many. */
export const selectOldest: string = `select id, sid, status, date_created, date_updated,
    due_at is not null or exists (select 1 from callback where message_id = message.id)
  from message where id > ? order by id limit ?`;

/** Each takes the ids as a JSON array. */
export const deleteListed: readonly string[] = deleteMessages("(select value from json_each(?))");

/** Places before the oldest message are the end of each list. */
export const deletePlaces = `delete from removed_message
  where message_id < (select min(id) from message)`;

/**
 * One that has not finished within a day was cut off by the end of its process. Values: how many, the
 * time before which, now; numbered.
 */
export const deleteExchanges: string = `delete from exchange where sid in (
  select sid from exchange where started_at < ?2
    and (content ->> 'finishedAt' is not null or started_at < ?3 - 86400000)
  order by started_at limit ?1) returning 1`;

/** Values: how many, the time before which; numbered. */
export const deleteRecords: readonly string[] = ["alert", "account_event", "handset_message"].map(
  (table) => `delete from ${table} where id in (
    select id from (select id, at from ${table} order by id limit ?1) where at < ?2) returning 1`,
);

/** Value: now. */
export const deleteExpiredCookies = "delete from cookie where expires_at <= ?";

/** Values: how many, the time before which; numbered. */
export const deleteSticky: string = `delete from sticky_sender where (service_sid, to_address) in (
  select service_sid, to_address from sticky_sender where used_at < ?2
  order by used_at limit ?1) returning 1`;

/** Value: the first day that stays. */
export const deleteQuotaDays = "delete from quota_day where day < ?";

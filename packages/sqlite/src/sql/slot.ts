export const selectLastRun: string = `select start_at, end_at from slot_run
  where key = ? order by start_at desc limit 1`;

export const selectRunAt: string = `select start_at, end_at from slot_run
  where key = ? and start_at <= ? order by start_at desc limit 1`;

export const selectRunAfter: string = `select start_at, end_at from slot_run
  where key = ? and start_at > ? order by start_at limit 1`;

export const insertRun = "insert into slot_run (key, start_at, end_at) values (?, ?, ?)";

/** Values: start, end, key, former start. */
export const changeRun: string = `update slot_run set start_at = ?, end_at = ?
  where key = ? and start_at = ?`;

export const deleteRun = "delete from slot_run where key = ? and start_at = ?";

export const deleteRunsBefore: string = `delete from slot_run
  where key = ? and start_at < ? and end_at <= ?`;

export const deleteRuns = "delete from slot_run where key = ?";

export const selectQuota = "select used from quota_day where key = ? and day = ?";

export const addToQuota: string = `insert into quota_day (key, day, used) values (?, ?, ?)
  on conflict (key, day) do update set used = used + excluded.used`;

/** Values: microseconds, limit. */
export const selectReservations: string = `select key, max(end_at) from slot_run
  where end_at > ? group by key order by 2 desc limit ?`;

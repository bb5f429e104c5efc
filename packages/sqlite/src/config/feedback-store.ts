import type { FeedbackStore } from "@repartee/send-core";
import type { Database } from "../engine/database.ts";
import type { Commit } from "../engine/group-commit.ts";
import { integer } from "../engine/read-row.ts";

const upsertFeedback = `insert into feedback (message_sid, outcome, date_created, date_updated)
  values (?, ?, ?, ?) on conflict (message_sid)
  do update set outcome = excluded.outcome, date_updated = excluded.date_updated
  returning date_created`;

const deleteFeedback = "delete from feedback where message_sid = ?";

/** Keeps what apps have said of their messages. */
export function createFeedbackStore(db: Database, commit: Commit): FeedbackStore {
  return {
    put: ({ messageSid, outcome }, now) =>
      commit(() => {
        const [row] = db.prepare(upsertFeedback).all(messageSid, outcome, now, now);
        const dateCreated = row ? integer(row, 0) : now;
        return { messageSid, outcome, dateCreated, dateUpdated: now };
      }),
    remove: (messageSid) =>
      commit(() => {
        db.prepare(deleteFeedback).run(messageSid);
      }),
  };
}

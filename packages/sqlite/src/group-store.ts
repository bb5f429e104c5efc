import type { GroupStore } from "@repartee/runtime";
import type { Database } from "./database.ts";
import type { Commit } from "./group-commit.ts";
import { text } from "./read-row.ts";

const insertGroup = "insert into group_message (message_sid, other_recipients) values (?, ?)";

const selectGroup = "select other_recipients from group_message where message_sid = ?";

/** Keeps the other recipients of inbound group messages, separated by spaces. */
export function createGroupStore(db: Database, commit: Commit): GroupStore {
  return {
    save: (sid, otherRecipients) =>
      commit(() => {
        db.prepare(insertGroup).run(sid, otherRecipients.join(" "));
      }),
    async find(sid) {
      const row = db.prepare(selectGroup).get(sid);
      return row ? text(row, 0).split(" ") : [];
    },
  };
}

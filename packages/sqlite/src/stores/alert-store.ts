import type { Alert, AlertStore } from "@repartee/runtime";
import type { Database, Row } from "../engine/database.ts";
import type { Commit } from "../engine/group-commit.ts";
import { text } from "../engine/read-row.ts";

const insertAlert =
  "insert into alert (sid, account_sid, level, at, content) values (?, ?, ?, ?, ?)";

const selectAlert = "select content from alert where sid = ? and account_sid = ?";

const selectAlerts = (order: "asc" | "desc") => `select content from alert
  where account_sid = ? and at >= ? and at < ? and (? is null or level = ?)
    and (? is null or id < (select id from alert where sid = ?))
    and (? is null or id > (select id from alert where sid = ?))
  order by id ${order} limit ?`;

/** Keeps the debugger's warnings and errors, each as one document. */
export function createAlertStore(db: Database, commit: Commit): AlertStore {
  return {
    add: (alerts) =>
      commit(() => {
        for (const alert of alerts) {
          const { sid, accountSid, level, at } = alert;
          db.prepare(insertAlert).run(sid, accountSid, level, at, JSON.stringify(alert));
        }
      }),
    async find(accountSid, sid) {
      const row = db.prepare(selectAlert).get(sid, accountSid);
      return row && read(row);
    },
    async list({ accountSid, limit, ...query }) {
      const { since = 0, until = Number.MAX_SAFE_INTEGER } = query;
      const { level = null, after = null, before = null } = query;
      const found = db
        .prepare(selectAlerts(before === null ? "desc" : "asc"))
        .all(accountSid, since, until, level, level, after, after, before, before, limit)
        .map(read);
      return before === null ? found : found.reverse();
    },
  };
}

// Written by `add` above, from the same type; those of earlier versions have no advice.
function read(row: Row): Alert {
  return { advice: "", ...JSON.parse(text(row, 0)) };
}

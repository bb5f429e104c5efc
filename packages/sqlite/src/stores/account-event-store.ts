import type { AccountEvent, AccountEvents } from "@repartee/send-core";
import type { Database, Row } from "../engine/database.ts";
import type { Commit } from "../engine/group-commit.ts";
import { text } from "../engine/read-row.ts";

const insertEvent = `insert into account_event
  (sid, account_sid, at, type, resource_sid, actor_sid, source_ip, content)
  values (?, ?, ?, ?, ?, ?, ?, ?)`;

const selectEvent = "select content from account_event where sid = ? and account_sid = ?";

const selectEvents = (order: "asc" | "desc") => `select content from account_event
  where account_sid = ?1 and at >= ?2 and at < ?3 and (?4 is null or type = ?4)
    and (?5 is null or resource_sid = ?5) and (?6 is null or actor_sid = ?6)
    and (?7 is null or source_ip = ?7)
    and (?8 is null or id < (select id from account_event where sid = ?8))
    and (?9 is null or id > (select id from account_event where sid = ?9))
  order by id ${order} limit ?10`;

/** Stores what was changed in accounts, each event as one document. */
export function createAccountEventStore(db: Database, commit: Commit): AccountEvents {
  return {
    add: (event) =>
      commit(() => {
        const { sid, accountSid, at, resourceType, action, resourceSid, actorSid } = event;
        db.prepare(insertEvent).run(
          sid,
          accountSid,
          at,
          `${resourceType}.${action}`,
          resourceSid,
          actorSid,
          event.sourceIpAddress,
          JSON.stringify(event),
        );
      }),
    async find(accountSid, sid) {
      const row = db.prepare(selectEvent).get(sid, accountSid);
      return row && read(row);
    },
    async list({ accountSid, limit, ...query }) {
      const { since = 0, until = Number.MAX_SAFE_INTEGER } = query;
      const { eventType = null, resourceSid = null, actorSid = null } = query;
      const { sourceIpAddress = null, after = null, before = null } = query;
      const found = db
        .prepare(selectEvents(before === null ? "desc" : "asc"))
        .all(
          accountSid,
          since,
          until,
          eventType,
          resourceSid,
          actorSid,
          sourceIpAddress,
          after,
          before,
          limit,
        )
        .map(read);
      return before === null ? found : found.reverse();
    },
  };
}

// Written by `add` above, from the same type.
function read(row: Row): AccountEvent {
  return JSON.parse(text(row, 0));
}

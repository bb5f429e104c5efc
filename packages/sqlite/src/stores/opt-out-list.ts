import type { OptOut, OptOutList } from "@repartee/send-core";
import type { Database, Row } from "../engine/database.ts";
import type { Commit } from "../engine/group-commit.ts";
import { integer, messageSid, sid, text } from "../engine/read-row.ts";
import {
  deleteOptOut,
  insertOptOut,
  selectAny,
  selectOptOut,
  selectOptOuts,
  selectScopes,
} from "../sql/opt-out.ts";

const none: ReadonlyMap<string, number> = new Map();

/** The part of the store that keeps who has opted out. */
export function createOptOutList(db: Database, commit: Commit): OptOutList {
  // Every message asks; as long as nobody has opted out, that costs nothing.
  let isEmpty = db.prepare(selectAny).get() === undefined;
  return {
    async find({ accountSid, scope, recipient }) {
      const row = db.prepare(selectOptOut).get(accountSid, scope, recipient);
      return row && read(row);
    },
    async scopes(accountSid, recipient) {
      if (isEmpty) return none;
      const rows = db.prepare(selectScopes).all(accountSid, recipient);
      return new Map(rows.map((row) => [text(row, 0), integer(row, 1)]));
    },
    add: (optOuts) =>
      commit(() => {
        isEmpty = false;
        const added = optOuts.flatMap(({ accountSid, scope, recipient, at, messageSid }) => {
          return db.prepare(insertOptOut).all(accountSid, scope, recipient, at, messageSid);
        });
        return added.length;
      }),
    remove: ({ accountSid, scope, recipient }) =>
      commit(() => db.prepare(deleteOptOut).all(accountSid, scope, recipient).length > 0),
    async list({ accountSid, limit, after = { scope: "", recipient: "" } }) {
      const { scope, recipient } = after;
      return db.prepare(selectOptOuts).all(accountSid, scope, recipient, limit).map(read);
    },
  };
}

function read(row: Row): OptOut {
  return {
    accountSid: sid(row, 0, "AC"),
    scope: text(row, 1),
    recipient: text(row, 2),
    at: integer(row, 3),
    messageSid: row[4] === null ? null : messageSid(row, 4),
  };
}

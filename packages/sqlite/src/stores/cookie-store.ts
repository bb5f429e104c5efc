import type { CookieStore, StoredCookie } from "@repartee/runtime";
import type { Database, Row } from "../engine/database.ts";
import type { Commit } from "../engine/group-commit.ts";
import { integer, text } from "../engine/read-row.ts";

const selectCookies = `select domain, path, name, content, expires_at from cookie
  where from_address = ? and to_address = ? order by id`;

const upsertCookie = `insert into cookie
  (from_address, to_address, domain, path, name, content, expires_at)
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict (from_address, to_address, domain, path, name)
  do update set content = excluded.content, expires_at = excluded.expires_at`;

const deleteExpired = "delete from cookie where expires_at <= ?";

const selectAny = "select 1 from cookie limit 1";

/** Stores the cookies between two numbers until they expire. */
export function createCookieStore(db: Database, commit: Commit): CookieStore {
  // Every inbound message looks for cookies, and most apps set none: the empty table is not searched.
  // No other process writes to the file; what is removed meanwhile does not matter.
  let mayHaveCookies = db.prepare(selectAny).get() !== undefined;
  return {
    async list(from, to) {
      if (!mayHaveCookies) return [];
      return db.prepare(selectCookies).all(from, to).map(readCookie);
    },
    save: (from, to, cookies, now) =>
      commit(() => {
        mayHaveCookies = true;
        for (const { domain, path, name, content, expiresAt } of cookies) {
          db.prepare(upsertCookie).run(from, to, domain, path, name, content, expiresAt);
        }
        db.prepare(deleteExpired).run(now);
      }),
  };
}

function readCookie(row: Row): StoredCookie {
  return {
    domain: text(row, 0),
    path: text(row, 1),
    name: text(row, 2),
    content: text(row, 3),
    expiresAt: integer(row, 4),
  };
}

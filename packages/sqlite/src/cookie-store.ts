import type { CookieStore } from "@repartee/runtime";
import type { Database } from "./database.ts";
import type { Commit } from "./group-commit.ts";
import { integer, text } from "./read-row.ts";

const selectCookies =
  "select content, expires_at from cookie_jar where from_address = ? and to_address = ?";

const upsertCookies = `insert into cookie_jar (from_address, to_address, content, expires_at)
  values (?, ?, ?, ?)
  on conflict (from_address, to_address)
  do update set content = excluded.content, expires_at = excluded.expires_at`;

const deleteExpired = "delete from cookie_jar where expires_at <= ?";

/** Keeps the cookies between two numbers until they expire. */
export function createCookieStore(db: Database, commit: Commit): CookieStore {
  return {
    async find(from, to) {
      const row = db.prepare(selectCookies).get(from, to);
      return row && { content: text(row, 0), expiresAt: integer(row, 1) };
    },
    save: (from, to, { content, expiresAt }, now) =>
      commit(() => {
        db.prepare(deleteExpired).run(now);
        db.prepare(upsertCookies).run(from, to, content, expiresAt);
      }),
  };
}

import type { CookieStore } from "@repartee/runtime";
import type { Database } from "./database.ts";
import type { Commit } from "./group-commit.ts";
import { integer, text } from "./read-row.ts";

const selectCookies = `select domain, path, name, content, expires_at from cookie
  where from_address = ? and to_address = ? order by id`;

const upsertCookie = `insert into cookie
  (from_address, to_address, domain, path, name, content, expires_at)
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict (from_address, to_address, domain, path, name)
  do update set content = excluded.content, expires_at = excluded.expires_at`;

const deleteExpired = "delete from cookie where expires_at <= ?";

/** Stores the cookies between two numbers until they expire. */
export function createCookieStore(db: Database, commit: Commit): CookieStore {
  return {
    list: async (from, to) =>
      db
        .prepare(selectCookies)
        .all(from, to)
        .map((row) => ({
          domain: text(row, 0),
          path: text(row, 1),
          name: text(row, 2),
          content: text(row, 3),
          expiresAt: integer(row, 4),
        })),
    save: (from, to, cookies, now) =>
      commit(() => {
        for (const { domain, path, name, content, expiresAt } of cookies) {
          db.prepare(upsertCookie).run(from, to, domain, path, name, content, expiresAt);
        }
        db.prepare(deleteExpired).run(now);
      }),
  };
}

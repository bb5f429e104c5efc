import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { cookieStoreContract } from "../../runtime/src/cookies/cookie-store.contract.ts";
import { openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";
import { cookies as cookieJars } from "./migrations/0006-cookies.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

cookieStoreContract("sqlite", () => {
  const store = openSqliteStore({ file: ":memory:" });
  onTestFinished(store.close);
  return store.cookies;
});

test("cookies of earlier versions are kept, each until it expires", async () => {
  const folder = mkdtempSync(join(tmpdir(), "repartee-cookies-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "a.db");
  const db = openDatabase(file);
  migrate(db);
  db.exec(`drop table cookie; ${cookieJars} pragma user_version = 16`);
  const of = (key: string, expires: string) => ({ key, value: "1", domain: "a.example", expires });
  const jar = [of("short", "2026-01-01T01:00:00.000Z"), of("long", "2026-01-01T04:00:00.000Z")];
  db.prepare("insert into cookie_jar values (?, ?, ?, ?)").run(
    "+1",
    "+2",
    JSON.stringify({ cookies: jar }),
    Date.UTC(2026, 0, 1, 4),
  );
  db.close();

  const store = openSqliteStore({ file });
  onTestFinished(store.close);
  const cookies = await store.cookies.list("+1", "+2");
  expect(cookies.map(({ name, path, expiresAt }) => [name, path, expiresAt])).toEqual([
    ["short", "/", Date.UTC(2026, 0, 1, 1)],
    ["long", "/", Date.UTC(2026, 0, 1, 4)],
  ]);
  expect(cookies.map(({ content }) => JSON.parse(content))).toEqual(jar);
});

import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../engine/database.ts";
import { cookies as cookieJars } from "./0006-cookies.ts";
import { singleCookies } from "./0017-single-cookies.ts";

test("cookies of earlier versions are kept, each until it expires", () => {
  const db = openDatabase(":memory:");
  onTestFinished(() => db.close());
  db.exec(cookieJars);
  const of = (key: string, expires: string) => ({ key, value: "1", domain: "a.example", expires });
  const jar = [of("short", "2026-01-01T01:00:00.000Z"), of("long", "2026-01-01T04:00:00.000Z")];
  const content = JSON.stringify({ cookies: jar });
  db.prepare("insert into cookie_jar values (?, ?, ?, ?)").run("+1", "+2", content, 1);
  db.exec(singleCookies);
  const rows = db.prepare("select name, path, expires_at, content from cookie order by id").all();
  expect(rows).toEqual([
    ["short", "/", Date.UTC(2026, 0, 1, 1), JSON.stringify(jar[0])],
    ["long", "/", Date.UTC(2026, 0, 1, 4), JSON.stringify(jar[1])],
  ]);
});

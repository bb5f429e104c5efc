import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { cookieStoreContract } from "../../../runtime/src/cookies/cookie-store.contract.ts";
import { openSqliteStore } from "../open-sqlite-store.ts";

cookieStoreContract("sqlite", () => {
  const store = openSqliteStore({ file: ":memory:" });
  onTestFinished(store.close);
  return store.cookies;
});

test("cookies of an earlier run are found", async () => {
  const folder = mkdtempSync(join(tmpdir(), "repartee-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "repartee.db");
  const cookie = { domain: "app.example", path: "/", name: "step", content: "1", expiresAt: 100 };
  const first = openSqliteStore({ file });
  expect(await first.cookies.list("+14155550100", "+15005550006")).toEqual([]);
  await first.cookies.save("+14155550100", "+15005550006", [cookie], 1);
  await first.close();
  const second = openSqliteStore({ file });
  onTestFinished(second.close);
  expect(await second.cookies.list("+14155550100", "+15005550006")).toEqual([cookie]);
});

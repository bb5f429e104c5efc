import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountEvent } from "@repartee/send-core";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "../open-sqlite-store.ts";

const accountSid = `AC${"a".repeat(32)}` as const;
const event = (index: number, override: Partial<AccountEvent> = {}): AccountEvent => ({
  sid: `AE${String(index).padStart(32, "0")}`,
  accountSid,
  at: index,
  resourceType: "phone-number",
  action: "created",
  resourceSid: `PN${"b".repeat(32)}`,
  resourceUrl: "https://api.twilio.com/2010-04-01/Accounts/AC/IncomingPhoneNumbers/PN",
  actorSid: accountSid,
  sourceIpAddress: "127.0.0.1",
  properties: { friendly_name: { previous: "a", updated: "b" } },
  ...override,
});

test("events outlive the process, and are listed newest first from either side", async () => {
  const folder = mkdtempSync(join(tmpdir(), "repartee-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "a.db");
  const first = openSqliteStore({ file });
  for (const index of [1, 2, 3, 4]) await first.accountEvents.add(event(index));
  await first.close();

  const { accountEvents, close } = openSqliteStore({ file });
  onTestFinished(close);
  const list = async (query: Partial<Parameters<typeof accountEvents.list>[0]>) =>
    (await accountEvents.list({ accountSid, limit: 9, ...query })).map(({ at }) => at);
  expect(await accountEvents.find(accountSid, event(2).sid)).toEqual(event(2));
  expect(await accountEvents.find(`AC${"c".repeat(32)}`, event(2).sid)).toBeUndefined();
  expect(await list({})).toEqual([4, 3, 2, 1]);
  expect(await list({ after: event(3).sid, limit: 1 })).toEqual([2]);
  expect(await list({ before: event(1).sid, limit: 2 })).toEqual([3, 2]);
  expect(await list({ since: 2, until: 4 })).toEqual([3, 2]);
  expect(await list({ eventType: "phone-number.deleted" })).toEqual([]);
  expect(await list({ accountSid: `AC${"c".repeat(32)}` })).toEqual([]);
});

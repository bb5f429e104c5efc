import { type AccountSid, createSid } from "@repartee/protocol";
import type { Alert } from "@repartee/runtime";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "../open-sqlite-store.ts";

const accountSid = createSid("AC");

function alert(at: number, more: Partial<Alert> = {}): Alert {
  return {
    sid: createSid("NO"),
    accountSid,
    at,
    level: "error",
    code: 11200,
    sentence: "The app answered with HTTP status 500.",
    advice: "Look into the log of the app.",
    resourceSid: createSid("SM"),
    serviceSid: null,
    exchangeSid: createSid("EX"),
    request: null,
    line: null,
    column: null,
    ...more,
  };
}

function open() {
  const store = openSqliteStore({ file: ":memory:" });
  onTestFinished(() => store.close());
  return store.alerts;
}

test("alerts are listed newest first, page after page and back, and found again", async () => {
  const alerts = open();
  const kept = [1, 2, 3, 3, 3].map((at) => alert(at));
  await alerts.add(kept.slice(0, 3));
  await alerts.add(kept.slice(3));
  const newest = kept.toReversed();
  const first = await alerts.list({ accountSid, limit: 2 });
  const second = await alerts.list({ accountSid, limit: 9, after: first[1]?.sid });
  expect([...first, ...second]).toEqual(newest);
  const before = second[2]?.sid;
  expect(await alerts.list({ accountSid, limit: 3, before })).toEqual(newest.slice(1, 4));
  expect(await alerts.find(accountSid, newest[4]?.sid ?? createSid("NO"))).toEqual(kept[0]);
});

test("alerts are filtered by level and time, and are their account's alone", async () => {
  const alerts = open();
  const other: AccountSid = createSid("AC");
  const warning = alert(2, { level: "warning", code: 14110 });
  const theirs = alert(2, { accountSid: other });
  await alerts.add([alert(1), warning, theirs, alert(3)]);
  expect(await alerts.list({ accountSid, level: "warning", limit: 9 })).toEqual([warning]);
  expect(await alerts.list({ accountSid, since: 2, until: 3, limit: 9 })).toEqual([warning]);
  expect(await alerts.list({ accountSid: other, limit: 9 })).toEqual([theirs]);
  expect(await alerts.find(accountSid, theirs.sid)).toBeUndefined();
});

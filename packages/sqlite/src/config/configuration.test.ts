import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConfiguredNumber } from "@repartee/send-core";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "../open-sqlite-store.ts";

const accountSid = `AC${"a".repeat(32)}` as const;
const number: ConfiguredNumber = {
  sid: `PN${"b".repeat(32)}`,
  accountSid,
  address: "+15005550006",
  type: "long-code",
  friendlyName: "Front desk",
  sms: true,
  mms: true,
  smsUrl: "http://localhost/sms",
  smsMethod: "POST",
  smsFallbackUrl: "",
  smsFallbackMethod: "POST",
  smsApplicationSid: null,
  statusCallback: "",
  statusCallbackMethod: "POST",
  given: null,
  dateCreated: 1,
  dateUpdated: 1,
};

test("what is configured is there after the next start, and found by its address", async () => {
  const folder = mkdtempSync(join(tmpdir(), "repartee-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "a.db");
  const first = openSqliteStore({ file });
  await first.configuration.numbers.put(number);
  await first.configuration.numbers.put({ ...number, address: "+15005550010" });
  await first.close();

  const { configuration, close } = openSqliteStore({ file });
  onTestFinished(close);
  expect(await configuration.numbers.findAddress("+15005550006")).toBeUndefined();
  expect(await configuration.numbers.findAddress("+15005550010")).toMatchObject({
    sid: number.sid,
  });
  expect(await configuration.numbers.list(`AC${"c".repeat(32)}`)).toEqual([]);
  const twin = { ...number, sid: `PN${"c".repeat(32)}` as const, address: "+15005550010" };
  await expect(configuration.numbers.put(twin)).rejects.toMatchObject({ code: "data_invalid" });
  expect(await configuration.numbers.remove(number.sid)).toBe(true);
  expect(await configuration.numbers.remove(number.sid)).toBe(false);
  await configuration.numbers.put(twin);
  expect(await configuration.numbers.list(accountSid)).toEqual([twin]);
});

test("keeps feedback, and when it was first given", async () => {
  const { feedback, close } = openSqliteStore({ file: ":memory:" });
  onTestFinished(close);
  const messageSid = `SM${"a".repeat(32)}` as const;
  await feedback.put({ messageSid, outcome: "unconfirmed" }, 5);
  expect(await feedback.put({ messageSid, outcome: "confirmed" }, 9)).toEqual({
    messageSid,
    outcome: "confirmed",
    dateCreated: 5,
    dateUpdated: 9,
  });
  await feedback.remove(messageSid);
  expect(await feedback.put({ messageSid, outcome: "confirmed" }, 11)).toMatchObject({
    dateCreated: 11,
  });
});

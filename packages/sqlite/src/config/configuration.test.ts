import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ConfiguredNumber, ConfiguredService } from "@repartee/send-core";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../database.ts";
import { createGroupCommit } from "../group-commit.ts";
import { migrate } from "../migrate.ts";
import { openSqliteStore } from "../open-sqlite-store.ts";
import { selectSticky, upsertSticky } from "../sql/sticky.ts";
import { createConfiguration } from "./configuration.ts";

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

const service: ConfiguredService = {
  sid: `MG${"d".repeat(32)}`,
  accountSid,
  friendlyName: "Orders",
  inboundRequestUrl: "",
  inboundMethod: "POST",
  fallbackUrl: "",
  fallbackMethod: "POST",
  statusCallback: "",
  stickySender: true,
  mmsConverter: true,
  smartEncoding: false,
  areaCodeGeomatch: true,
  useInboundWebhookOnNumber: false,
  validityPeriod: 36_000,
  scanMessageContent: "inherit",
  fallbackToLongCode: false,
  synchronousValidation: false,
  usecase: "undeclared",
  pool: ["+15005550006", "+15005550010"].map((address) => ({
    sid: number.sid,
    address,
    dateCreated: 1,
  })),
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

test("a sender that leaves a service is remembered for nobody", async () => {
  const db = openDatabase(":memory:");
  onTestFinished(db.close);
  migrate(db);
  const { services } = createConfiguration(db, createGroupCommit(db));
  const [here, there] = ["+14155550100", "+14155550101"] as const;
  const remembered = (to: string) => db.prepare(selectSticky).get(service.sid, to)?.[0];
  await services.put(service);
  db.prepare(upsertSticky).run(service.sid, here, "+15005550006");
  db.prepare(upsertSticky).run(service.sid, there, "+15005550010");
  await services.put({ ...service, stickySender: false });
  expect(remembered(here)).toBe("+15005550006");
  await services.put({ ...service, pool: service.pool.slice(1) });
  expect(remembered(here)).toBeUndefined();
  expect(remembered(there)).toBe("+15005550010");
  await services.remove(service.sid);
  expect(remembered(there)).toBeUndefined();
});

test("of two that take the same address at once, one does", async () => {
  const { configuration, close } = openSqliteStore({ file: ":memory:" });
  onTestFinished(close);
  const twin = { ...number, sid: `PN${"c".repeat(32)}` as const };
  const results = await Promise.allSettled([number, twin].map(configuration.numbers.put));
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(await configuration.numbers.list()).toEqual([number]);
  await configuration.numbers.remove(number.sid);
  await configuration.numbers.put(twin);
});

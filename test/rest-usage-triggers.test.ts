import { text } from "node:stream/consumers";
import { startPlatform } from "@repartee/platform";
import { createVirtualClock } from "@repartee/send-core";
import twilio from "twilio";
import { expect, onTestFinished, test } from "vitest";
import { startApp } from "./support/app.ts";
import { handset, ourNumber, platformFor, temporaryFolder } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

interface Notified {
  readonly path: string;
  readonly params: Record<string, string>;
  readonly signature: string;
}

/** An app that takes callbacks, and answers with these statuses, then with 204. */
async function callbackApp(...statuses: number[]) {
  const notified: Notified[] = [];
  const url = await startApp(async (req, res) => {
    const params = Object.fromEntries(new URLSearchParams(await text(req)));
    const signature = String(req.headers["x-twilio-signature"]);
    notified.push({ path: req.url ?? "", params, signature });
    res.writeHead(statuses.shift() ?? 204).end();
  });
  const count = (wanted: number) =>
    expect.poll(() => notified.length, { timeout: 8_000 }).toBe(wanted);
  return { url, notified, count };
}

/** A platform whose time is turned, and a way to send. */
async function turned(start: string) {
  const clock = createVirtualClock(Date.parse(start));
  const dataDir = await temporaryFolder();
  const platform = await startPlatform({
    port: 0,
    dataDir,
    numbers: [{ address: ourNumber }],
    clock,
  });
  onTestFinished(() => platform.close());
  const client = twilioClient(platform);
  async function send() {
    const { sid } = await client.messages.create({ from: ourNumber, to: handset, body: "One" });
    await clock.advance(5_000);
    await platform.sendCore.reached(`SM${sid.slice(2)}`, "delivered");
    await clock.advance(5_000);
  }
  return { platform, client, clock, send };
}

test("triggers are created, listed, changed and deleted", async () => {
  const { usage } = twilioClient(await platformFor());
  const form = {
    callbackUrl: "https://example.com/usage",
    triggerValue: "50",
    usageCategory: "totalprice",
  };
  const made = await usage.triggers.create({
    ...form,
    triggerBy: "price",
    recurring: "yearly",
    friendlyName: "Budget",
  });
  expect(made).toMatchObject({
    ...form,
    sid: expect.stringMatching(/^UT[0-9a-f]{32}$/),
    triggerBy: "price",
    recurring: "yearly",
    friendlyName: "Budget",
    currentValue: "0",
    callbackMethod: "POST",
    dateFired: null,
    usageRecordUri: `/2010-04-01/Accounts/${made.accountSid}/Usage/Records?Category=totalprice`,
    uri: `/2010-04-01/Accounts/${made.accountSid}/Usage/Triggers/${made.sid}`,
  });
  const other = await usage.triggers.create({ ...form, usageCategory: "sms" });
  expect(other).toMatchObject({ triggerBy: "usage", recurring: null });
  const sids = (all: readonly { sid: string }[]) => all.map(({ sid }) => sid);
  expect(sids(await usage.triggers.list())).toEqual([other.sid, made.sid]);
  expect(sids(await usage.triggers.list({ recurring: "yearly" }))).toEqual([made.sid]);
  expect(sids(await usage.triggers.list({ recurring: "alltime" }))).toEqual([other.sid]);
  expect(sids(await usage.triggers.list({ triggerBy: "price" }))).toEqual([made.sid]);
  expect(sids(await usage.triggers.list({ usageCategory: "sms" }))).toEqual([other.sid]);
  const changed = await usage
    .triggers(made.sid)
    .update({ callbackMethod: "GET", friendlyName: "Year" });
  expect(changed).toMatchObject({ callbackMethod: "GET", friendlyName: "Year", ...form });
  expect(await usage.triggers(made.sid).remove()).toBe(true);
  await expect(usage.triggers(made.sid).fetch()).rejects.toMatchObject({ status: 404 });
});

test.each([
  [{ usageCategory: "pigeons" }, 20001],
  [{ triggerValue: "many" }, 20001],
  [{ callbackUrl: "nowhere" }, 21402],
  [{ friendlyName: "x".repeat(65) }, 20001],
])("refuses %o", async (override, code) => {
  const { usage } = twilioClient(await platformFor());
  const form = { callbackUrl: "https://a.test/b", triggerValue: "5", usageCategory: "sms" };
  await expect(usage.triggers.create({ ...form, ...override })).rejects.toMatchObject({ code });
});

test("a trigger fires once, signed, when its value is reached", async () => {
  const app = await callbackApp();
  const { platform, client, send } = await turned("2026-11-30T10:00:00Z");
  const callbackUrl = `${app.url}/usage`;
  await send();
  const trigger = await client.usage.triggers.create({
    callbackUrl,
    triggerValue: "+2",
    usageCategory: "sms-outbound",
    triggerBy: "count",
  });
  expect(trigger).toMatchObject({ triggerValue: "3", currentValue: "1" });
  await send();
  expect(app.notified).toEqual([]);
  await send();
  await app.count(1);
  const [{ path, params, signature } = { path: "", params: {}, signature: "" }] = app.notified;
  expect(path).toBe("/usage");
  const firedAt = params.DateFired ?? "";
  expect(params).toEqual({
    AccountSid: platform.account.sid,
    UsageTriggerSid: trigger.sid,
    Recurring: "",
    DateFired: expect.stringMatching(/^Mon, 30 Nov 2026 10:\d\d:\d\d \+0000$/),
    CurrentValue: "3",
    TriggerValue: "3",
    TriggerBy: "count",
    UsageCategory: "sms-outbound",
    UsageRecordUri: trigger.usageRecordUri,
    IdempotencyToken: `${trigger.sid}-FIRES-${Date.parse(firedAt) / 1000}`,
  });
  const { authToken } = platform.account;
  expect(twilio.validateRequest(authToken, signature, callbackUrl, params)).toBe(true);
  await send();
  const fetched = await client.usage.triggers(trigger.sid).fetch();
  expect(fetched.dateFired).toEqual(new Date(firedAt));
  expect([fetched.currentValue, app.notified.length]).toEqual(["4", 1]);
});

test("a daily trigger fires once a day, for what that day has used", async () => {
  const app = await callbackApp();
  const { client, clock, send } = await turned("2026-11-30T22:00:00Z");
  await client.usage.triggers.create({
    callbackUrl: app.url,
    triggerValue: "0.02",
    usageCategory: "totalprice",
    triggerBy: "price",
    recurring: "daily",
  });
  await send();
  await send();
  await app.count(1);
  await send();
  await clock.advance(2 * 60 * 60 * 1000);
  await send();
  expect(app.notified).toHaveLength(1);
  await send();
  await app.count(2);
  expect(app.notified.map(({ params }) => params)).toMatchObject([
    { Recurring: "daily", CurrentValue: "0.0256", DateFired: expect.stringContaining("30 Nov") },
    { Recurring: "daily", CurrentValue: "0.0256", DateFired: expect.stringContaining("01 Dec") },
  ]);
});

test("a callback that fails is repeated with the same token", async () => {
  const app = await callbackApp(500, 503);
  const { client, clock, send } = await turned("2026-11-30T10:00:00Z");
  await client.usage.triggers.create({
    callbackUrl: app.url,
    triggerValue: "1",
    usageCategory: "sms",
  });
  await send();
  // Each attempt waits for the one before to be stored, and then for its time.
  await expect
    .poll(
      async () => {
        await clock.advance(3_000);
        return app.notified.length;
      },
      { timeout: 8_000 },
    )
    .toBe(3);
  expect(new Set(app.notified.map(({ params }) => params.IdempotencyToken)).size).toBe(1);
  await clock.advance(3_600_000);
  expect(app.notified).toHaveLength(3);
});

test("a callback that an end of the platform interrupts is posted by the next run", async () => {
  const app = await callbackApp();
  const dataDir = await temporaryFolder();
  const start = () => startPlatform({ port: 0, dataDir, numbers: [{ address: ourNumber }] });
  const first = await start();
  const client = twilioClient(first);
  const silent = await startApp(() => {});
  const { sid } = await client.usage.triggers.create({
    callbackUrl: silent,
    triggerValue: "0",
    usageCategory: "sms",
  });
  await expect
    .poll(async () => (await client.usage.triggers(sid).fetch()).dateFired, { timeout: 8_000 })
    .not.toBeNull();
  await client.usage.triggers(sid).update({ callbackUrl: app.url });
  await first.close();
  const second = await start();
  onTestFinished(() => second.close());
  await app.count(1);
  expect(app.notified[0]?.params).toMatchObject({ UsageTriggerSid: sid, CurrentValue: "0" });
});

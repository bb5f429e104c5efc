import { startPlatform } from "@repartee/platform";
import { createVirtualClock } from "@repartee/send-core";
import type { Twilio } from "twilio";
import { beforeAll, expect, test } from "vitest";
import { phone } from "./support/phone.ts";
import { handset, ourNumber } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

// What was sent: a text in October, two parts on 29 November, a text to us and one from a branch today.
let client: Twilio;

beforeAll(async () => {
  const clock = createVirtualClock(Date.parse("2026-10-05T10:00:00Z"));
  const platform = await startPlatform({ port: 0, numbers: [{ address: ourNumber }], clock });
  client = twilioClient(platform);
  const send = async (from: Twilio, sender: string, body: string) => {
    const { sid } = await from.messages.create({ from: sender, to: handset, body });
    await clock.advance(60_000);
    await platform.sendCore.reached(`SM${sid.slice(2)}`, "delivered");
  };
  const goTo = (time: string) => clock.advance(Date.parse(time) - clock.now());
  await send(client, ourNumber, "October");
  await goTo("2026-11-29T23:30:00Z");
  await send(client, ourNumber, "x".repeat(161));
  await goTo("2026-11-30T00:30:00Z");
  await phone(platform.url, handset).sends(ourNumber, "Hello");
  const branch = await client.api.v2010.accounts.create({ friendlyName: "Branch" });
  const child = twilioClient({
    url: platform.url,
    account: { sid: branch.sid, authToken: branch.authToken },
  });
  const number = await child.incomingPhoneNumbers.create({ areaCode: "212" });
  await send(child, number.phoneNumber, "From the branch");
  return () => platform.close();
});

const brief = (
  records: readonly { startDate: Date; endDate: Date; count: string; usage: string }[],
) =>
  records.map(({ startDate, endDate, count, usage }) =>
    [startDate, endDate].map((date) => date.toISOString().slice(0, 10)).concat(count, usage),
  );

const outbound = { category: "sms-outbound" };
const named = {
  allTime: () => client.usage.records.allTime.list(outbound),
  today: () => client.usage.records.today.list(outbound),
  yesterday: () => client.usage.records.yesterday.list(outbound),
  thisMonth: () => client.usage.records.thisMonth.list(outbound),
  lastMonth: () => client.usage.records.lastMonth.list(outbound),
};

test.each([
  ["allTime", "2026-10-05", "2026-11-30", "3", "4"],
  ["today", "2026-11-30", "2026-11-30", "1", "1"],
  ["yesterday", "2026-11-29", "2026-11-29", "1", "2"],
  ["thisMonth", "2026-11-01", "2026-11-30", "2", "3"],
  ["lastMonth", "2026-10-01", "2026-10-31", "1", "1"],
] as const)("%s", async (period, ...expected) => {
  expect(brief(await named[period]())).toEqual([expected]);
});

test("by day, newest first, from the account's beginning to today", async () => {
  const days = await client.usage.records.daily.list({ category: "sms-outbound" });
  expect(days).toHaveLength(57);
  expect(brief(days.filter(({ count }) => count !== "0"))).toEqual([
    ["2026-11-30", "2026-11-30", "1", "1"],
    ["2026-11-29", "2026-11-29", "1", "2"],
    ["2026-10-05", "2026-10-05", "1", "1"],
  ]);
});

test("by month and by year", async () => {
  const category = "sms";
  expect(brief(await client.usage.records.monthly.list({ category }))).toEqual([
    ["2026-11-01", "2026-11-30", "3", "4"],
    ["2026-10-05", "2026-10-31", "1", "1"],
  ]);
  expect(brief(await client.usage.records.yearly.list({ category }))).toEqual([
    ["2026-10-05", "2026-11-30", "4", "5"],
  ]);
});

test("between days that are given, also as days from today", async () => {
  const november = { startDate: new Date("2026-11-01"), endDate: new Date("2026-11-29") };
  const records = client.usage.records;
  expect(brief(await records.list({ ...november, category: "sms" }))).toEqual([
    ["2026-11-01", "2026-11-29", "1", "2"],
  ]);
  const days = await records.daily.list({ ...november, category: "sms" });
  expect([days.length, days[0]?.usage]).toEqual([29, "2"]);
  const answer = await client.request({
    method: "get",
    uri: `https://api.twilio.com/2010-04-01/Accounts/${client.accountSid}/Usage/Records.json?Category=sms&StartDate=-1days`,
  });
  expect(answer.body.usage_records).toMatchObject([
    { start_date: "2026-11-29", end_date: "2026-11-30", count: "3", usage: "4" },
  ]);
  await expect(
    records.list({ startDate: november.endDate, endDate: november.startDate }),
  ).rejects.toMatchObject({ code: 20422 });
});

test("with sub-accounts, unless they are left out", async () => {
  const today = (includeSubaccounts: boolean) =>
    client.usage.records.today.list({ category: "sms", includeSubaccounts });
  expect((await today(true))[0]).toMatchObject({ count: "2" });
  expect((await today(false))[0]).toMatchObject({ count: "1" });
});

test("in pages, each record once", async () => {
  const all = await client.usage.records.daily.list({ pageSize: 33 });
  expect(all).toHaveLength(57 * 10);
  expect(new Set(all.map(({ uri }) => uri)).size).toBe(570);
  expect(all[0]).toMatchObject({
    category: "sms",
    countUnit: "messages",
    priceUnit: "usd",
    subresourceUris: {
      last_month: `/2010-04-01/Accounts/${client.accountSid}/Usage/Records/LastMonth.json?Category=sms`,
    },
    uri: `/2010-04-01/Accounts/${client.accountSid}/Usage/Records/Daily?Category=sms&StartDate=2026-11-30&EndDate=2026-11-30`,
  });
});

test("the total is what the messages have cost", async () => {
  const [total] = await client.usage.records.thisMonth.list({ category: "totalprice" });
  const messages = await client.messages.list({ dateSentAfter: new Date("2026-11-01T00:00:00Z") });
  const own = messages.reduce((sum, { price }) => sum - Number(price), 0);
  const branch = 0.0083 + 0.0045;
  expect(total?.price).toBeCloseTo(own + branch, 6);
  expect(total).toMatchObject({ count: null, countUnit: null, usageUnit: "usd" });
});

test("what Repartee does not have is zero where it is asked for", async () => {
  const [calls] = await client.usage.records.lastMonth.list({ category: "calls" });
  expect(calls).toMatchObject({ count: "0", usage: "0", usageUnit: "minutes", price: 0 });
  expect(await client.usage.records.list({ category: "pigeons" })).toEqual([]);
});

import { type PlatformConfig, startPlatform } from "@repartee/platform";
import { createVirtualClock, defaultPriceRules } from "@repartee/send-core";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

const american = "+14155550100";
const british = "+447400123456";

async function started(prices?: PlatformConfig["prices"]) {
  const clock = createVirtualClock(Date.UTC(2026, 10, 2));
  const platform = await startPlatform({
    port: 0,
    dataDir: await temporaryFolder(),
    numbers: [{ address: american }, { address: british }],
    clock,
    prices,
  });
  onTestFinished(() => platform.close());
  const client = twilioClient(platform);

  /** The message as it is when it was delivered. */
  async function sent(to: string, body = "One") {
    const { sid } = await client.messages.create({ from: american, to, body });
    await clock.advance(60_000);
    await platform.sendCore.reached(`SM${sid.slice(2)}`, "delivered");
    return client.messages(sid).fetch();
  }
  return { client, sent, platform };
}

test("an outbound message has the price of the recipient's country", async () => {
  const { client, sent } = await started();
  expect((await sent("+447400654321")).price).toBe("-0.05600");
  expect((await sent("+4915112345678", "x".repeat(161))).price).toBe("-0.22400");
  expect((await client.balance.fetch()).balance).toBe("99.72000");
});

test("a message to a country without a known price counts, and costs nothing", async () => {
  const { client, sent } = await started();
  const trigger = await client.usage.triggers.create({
    callbackUrl: "https://example.com/usage",
    triggerValue: "1000",
    usageCategory: "sms-outbound",
  });
  expect(await sent("+522221234567")).toMatchObject({ price: null, priceUnit: "USD" });
  expect((await client.balance.fetch()).balance).toBe("100.00000");
  const used = async (category: "sms-outbound" | "totalprice") =>
    (await client.usage.records.list({ category }))[0];
  expect(await used("sms-outbound")).toMatchObject({ count: "1", usage: "1", price: 0 });
  expect(await used("totalprice")).toMatchObject({ usage: "0.00000", price: 0 });
  expect((await client.usage.triggers(trigger.sid).fetch()).currentValue).toBe("1");
});

test("an unknown price has the configured currency", async () => {
  const { client, sent, platform } = await started({ ...defaultPriceRules, currency: "EUR" });
  const { sid, ...unknown } = await sent("+522221234567");
  expect(unknown).toMatchObject({ price: null, priceUnit: "EUR" });
  expect(await sent("+447400654321")).toMatchObject({ price: "-0.05600", priceUnit: "EUR" });
  const story = await platform.sendCore.explain(platform.account.sid, `SM${sid.slice(2)}`);
  expect(story?.find(({ kind }) => kind === "price")?.sentence).toMatch(/^Its price is not known;/);
  const [first] = await client.messages.list({ limit: 1, to: "+522221234567" });
  expect(first?.priceUnit).toBe("EUR");
});

test("an inbound message has the price of the number that it came to", async () => {
  const { platform } = await started();
  const receive = (to: string, from: string) =>
    platform.sendCore.receive({
      accountSid: platform.account.sid,
      from,
      to,
      body: "Hi",
      media: [],
    });
  const price = { amount: 7_500, carrierFee: 0, currency: "USD" };
  expect((await receive(british, "+447400654321")).quote).toEqual(price);
  expect((await receive(american, "+447400654321")).quote?.amount).toBe(8_300);
});

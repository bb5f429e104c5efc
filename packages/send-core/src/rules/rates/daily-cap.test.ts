import { expect, onTestFinished, test } from "vitest";
import { defaultRateRules } from "../../index.ts";
import { accountSid, openCore, sender } from "../../test/open-core.ts";

test("what is over a brand's daily cap at a carrier fails with 30027, until midnight there", async () => {
  const campaign = { brand: "BN1", tier: "75-100", dailyTier: "tiny" };
  const caps = defaultRateRules.dailyCaps.map((cap) => ({ ...cap, tiers: { tiny: 2 } }));
  const opening = await openCore({
    rates: { ...defaultRateRules, campaigns: { QE1: campaign }, dailyCaps: caps },
    senders: (address) => sender(address, { campaign: "QE1" }),
    lookup: { find: async () => ({ country: "US", carrier: "T-Mobile", lineType: "mobile" }) },
  });
  onTestFinished(opening.close);
  const { core, clock, send } = opening;
  await send({ body: "a".repeat(200) });
  const { sid } = await send();
  expect(await core.message(accountSid, sid)).toMatchObject({ status: "failed", errorCode: 30027 });
  expect(await core.explain(accountSid, sid)).toMatchObject([
    { status: "queued" },
    { status: "failed", sentence: expect.stringContaining("daily allowance") },
  ]);
  // Noon in London is five in the morning in Los Angeles.
  await clock.advance(19 * 60 * 60 * 1000);
  const next = await send();
  await clock.advance(5_000);
  expect(await core.message(accountSid, next.sid)).toMatchObject({ status: "delivered" });
});

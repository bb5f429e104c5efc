import { expect, onTestFinished, test } from "vitest";
import {
  accountSid,
  handset,
  longCode,
  openCore,
  sender,
  start,
  type TestCore,
  type TestCoreOptions,
} from "./test/open-core.ts";

async function opened(options: TestCoreOptions = {}): Promise<TestCore> {
  const testCore = await openCore(options);
  onTestFinished(testCore.close);
  return testCore;
}

type Sid = Parameters<TestCore["core"]["events"]>[0];

async function story({ core }: TestCore, sid: Sid): Promise<string> {
  const lines = await core.explain(accountSid, sid);
  return lines?.map(({ sentence }) => sentence).join("\n") ?? "";
}

test("tells which limit makes a message wait, and until when", async () => {
  const opening = await opened();
  const first = await opening.send({ body: "a".repeat(300) });
  const second = await opening.send();
  expect(await story(opening, first.sid)).not.toContain("It waits");
  expect(await story(opening, second.sid)).toContain(
    `It waits for the limit …0006 until ${new Date(start + 2000).toISOString()}.`,
  );
  await opening.clock.advance(10_000);
  expect(await story(opening, second.sid)).toContain("It costs 0.00830 USD.");
});

test("says that a price is not known, and how to configure one", async () => {
  const opening = await opened({
    lookup: { find: async () => ({ country: "MX", carrier: undefined, lineType: "mobile" }) },
  });
  const { sid } = await opening.send();
  expect(await story(opening, sid)).not.toContain("price");
  await opening.clock.advance(10_000);
  expect(await story(opening, sid)).toContain(
    "Its price is not known; to have one, configure prices.countries or prices.elsewhere.",
  );
});

test("names a campaign at its carrier when that is the limit", async () => {
  const { defaultRateRules } = await import("./index.ts");
  const [tier = ""] = Object.keys(defaultRateRules.tiers);
  const campaign = { brand: "BN1", tier, dailyTier: "none" };
  const opening = await opened({
    rates: { ...defaultRateRules, campaigns: { QE1: campaign } },
    senders: (address) => sender(address, { campaign: "QE1" }),
    lookup: { find: async () => ({ country: "US", carrier: "AT&T", lineType: "mobile" }) },
  });
  await opening.send({ body: "a".repeat(1500) });
  const { sid } = await opening.send();
  expect(await story(opening, sid)).toMatch(/It waits for the limit QE1\/AT&T until /);
});

test("tells which character was to blame, and what was replaced", async () => {
  const opening = await opened();
  const blamed = await opening.send({ body: "Crème brûlée ✓" });
  expect(await story(opening, blamed.sid)).toContain(
    "û (U+00FB) is not in GSM-7, so the text is UCS-2: one segment.",
  );
  const replaced = await opening.send({ body: "“Hi”", smartEncoded: true });
  expect(await story(opening, replaced.sid)).toContain("were replaced (smart encoding).");
});

test("tells that an MMS goes as text with links, and why", async () => {
  const opening = await opened({ linkBase: "https://links.example/m" });
  const { sid } = await opening.send({
    to: "+491711234567",
    mediaUrls: ["https://app.example/a.png"],
  });
  expect(await story(opening, sid)).toContain("No MMS goes to DE: it goes as text with one link.");
});

test("tells what an inbound message costs", async () => {
  const opening = await opened();
  const arrival = { accountSid, from: handset, to: longCode, body: "Hello", media: [] };
  const { sid } = await opening.core.receive(arrival);
  await opening.core.received(sid);
  expect(await story(opening, sid)).toBe(
    "Came from the handset.\nIts webhook was called.\nIt costs 0.00830 USD.",
  );
});

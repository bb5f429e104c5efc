import { describe, expect, test } from "vitest";
import type { Sender } from "../../ports/directory/sender-directory.ts";
import {
  accountSid,
  sender as known,
  longCode,
  shortCode,
  tollFree,
} from "../../test/open-core.ts";
import { type Load, limitsOf, quotasOf } from "./limits-of.ts";
import { defaultRateRules, type RateRules } from "./rate-rules.ts";

const rules: RateRules = {
  ...defaultRateRules,
  campaigns: {
    summer: { tier: "50-74", brand: "acme", dailyTier: "low" },
    small: { tier: "sole-proprietor", brand: "me", dailyTier: "sole-proprietor" },
  },
};

function load(address: string, override: Partial<Load & Sender> = {}): Load {
  const sender = known(address);
  if (!sender) throw new Error("No sender.");
  const base = {
    to: "+14155550100",
    carrier: "T-Mobile",
    transport: "sms",
    numSegments: 1,
  } as const;
  return { ...base, ...override, sender: { ...sender, ...override } };
}

const second = 1_000_000;

describe("limitsOf", () => {
  test.each([
    ["a long code", longCode, "sms", second],
    ["a toll-free number", tollFree, "sms", 333_334],
    ["a short code", shortCode, "sms", 10_000],
    ["a short code's MMS", shortCode, "mms", 33_334],
    ["an alphanumeric sender", "ACME", "sms", 100_000],
  ] as const)("of %s are its documented rate", (_name, address, transport, unit) => {
    const key = address === "ACME" ? `${accountSid}/ACME` : address;
    expect(limitsOf(rules, load(address, { transport }))[0]).toEqual({
      key,
      unit,
      cost: unit,
    });
  });

  test("count each segment of an SMS", () => {
    expect(limitsOf(rules, load(longCode, { numSegments: 3 }))).toEqual([
      { key: longCode, unit: second, cost: 3 * second },
    ]);
  });

  test("hold all long codes, and all toll-free numbers, of an account to 25 MMS a second", () => {
    const mms = { transport: "mms" } as const;
    expect(limitsOf(rules, load(longCode, mms))[1]).toEqual({
      key: `${accountSid}/long-code/mms`,
      unit: 40_000,
      cost: 40_000,
    });
    expect(limitsOf(rules, load(tollFree, mms))[1]?.key).toBe(`${accountSid}/toll-free/mms`);
    expect(limitsOf(rules, load(shortCode, mms))).toHaveLength(1);
  });

  test("of a campaign are shared by its numbers, at each major carrier apart", () => {
    const summer = { campaign: "summer" };
    const one = limitsOf(rules, load(longCode, summer));
    expect(one).toEqual([{ key: "summer/T-Mobile", unit: 25_000, cost: 25_000 }]);
    expect(limitsOf(rules, load(longCode, { ...summer, address: "+15005550007" }))).toEqual(one);
    expect(limitsOf(rules, load(longCode, { ...summer, carrier: "Verizon" }))[0]?.key).toBe(
      "summer/Verizon",
    );
    expect(limitsOf(rules, load(longCode, { ...summer, carrier: "US Cellular" }))[0]?.unit).toBe(
      125_000,
    );
    const other = limitsOf(rules, load(longCode, { ...summer, carrier: "Cellcom" }));
    expect(other).toEqual([{ key: `${longCode}/Cellcom`, unit: second, cost: second }]);
    const mms = limitsOf(rules, load(longCode, { ...summer, transport: "mms" }));
    expect(mms).toEqual([{ key: "summer/T-Mobile", unit: 50_000, cost: 50_000 }]);
  });

  test("abroad are 10 a second, and apart from those at home", () => {
    expect(limitsOf(rules, load(longCode, { to: "+4915112345678", carrier: undefined }))).toEqual([
      { key: `${longCode}/abroad`, unit: 100_000, cost: 100_000 },
    ]);
  });

  test("of a long code from abroad are 10 a second, wherever it sends to", () => {
    const german = "+4915735998460";
    for (const to of ["+4915112345678", "+14155550100"]) {
      const { sender, ...rest } = load(longCode, { to, carrier: undefined });
      expect(limitsOf(rules, { ...rest, sender: { ...sender, address: german } })).toEqual([
        { key: german, unit: 100_000, cost: 100_000 },
      ]);
    }
  });

  test("are data: one number's goes before its type's", () => {
    const fast = {
      ...rules,
      numbers: { [tollFree]: { segmentsPerSecond: 25, mmsPerSecond: 25 } },
    };
    expect(limitsOf(fast, load(tollFree))[0]?.unit).toBe(40_000);
  });
});

describe("quotasOf", () => {
  test("are the carrier's daily allowance of the brand", () => {
    expect(quotasOf(rules, load(longCode, { campaign: "summer", numSegments: 2 }))).toEqual([
      {
        key: "acme/T-Mobile",
        amount: 2,
        most: 2_000,
        timeZone: "America/Los_Angeles",
        code: 30027,
      },
    ]);
    expect(quotasOf(rules, load(longCode, { campaign: "summer", carrier: "AT&T" }))).toEqual([]);
    expect(quotasOf(rules, load(longCode))).toEqual([]);
    expect(quotasOf(rules, load(tollFree, { campaign: "summer" }))).toEqual([]);
  });
});

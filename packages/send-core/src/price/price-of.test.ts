import { expect, test } from "vitest";
import { type Priced, priceOf } from "./price-of.ts";
import { defaultPriceRules } from "./price-rules.ts";

const priced: Priced = {
  direction: "out",
  transport: "sms",
  senderType: "long-code",
  numSegments: 1,
  country: "US",
  carrier: undefined,
};

test.each<[string, Partial<Priced>, number, number]>([
  ["an SMS", {}, 8_300, 0],
  ["three segments", { numSegments: 3, carrier: "AT&T Wireless" }, 24_900, 10_500],
  ["an MMS, whatever its text", { transport: "mms", numSegments: 3 }, 22_000, 0],
  ["an MMS that came", { transport: "mms", direction: "in" }, 16_500, 0],
  ["an MMS of a short code", { transport: "mms", senderType: "short-code" }, 20_000, 0],
  [
    "an SMS to a carrier of the same name elsewhere",
    { carrier: "AT&T México", country: "MX" },
    8_300,
    0,
  ],
  ["an SMS that came from T-Mobile", { direction: "in", carrier: "T-Mobile" }, 8_300, 2_500],
])("%s costs", (_, override, amount, carrierFee) => {
  expect(priceOf(defaultPriceRules, { ...priced, ...override })).toEqual({
    amount,
    carrierFee,
    currency: "USD",
  });
});

test("a country may have prices of its own", () => {
  const own = { sms: { out: 100_000, in: 0 }, mms: { out: 0, in: 0 } };
  const rules = { ...defaultPriceRules, countries: { DE: { "long-code": own } } };
  expect(priceOf(rules, { ...priced, country: "DE" }).amount).toBe(100_000);
  expect(priceOf(rules, { ...priced, country: "FR" }).amount).toBe(8_300);
});

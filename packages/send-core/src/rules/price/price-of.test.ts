import fc from "fast-check";
import { expect, test } from "vitest";
import { type Priced, priceOf } from "./price-of.ts";
import { defaultPriceRules, freeOf } from "./price-rules.ts";

const priced: Priced = {
  direction: "out",
  transport: "sms",
  senderType: "long-code",
  numSegments: 1,
  home: "US",
  country: "US",
  carrier: undefined,
};

test.each<[string, Partial<Priced>, number, number]>([
  ["an SMS", {}, 8_300, 0],
  ["three segments", { numSegments: 3, carrier: "AT&T Wireless" }, 24_900, 10_500],
  ["an MMS, whatever its text", { transport: "mms", numSegments: 3 }, 22_000, 0],
  ["an MMS that came", { transport: "mms", direction: "in" }, 16_500, 0],
  ["an MMS of a short code", { transport: "mms", senderType: "short-code" }, 22_000, 0],
  ["an SMS to the United Kingdom", { country: "GB" }, 56_000, 0],
  ["two segments to Germany", { country: "DE", numSegments: 2 }, 224_000, 0],
  ["a named SMS to Germany", { country: "DE", senderType: "alphanumeric" }, 112_000, 0],
  [
    "an SMS to a carrier of the same name elsewhere",
    { carrier: "T-Mobile", country: "GB" },
    56_000,
    0,
  ],
  ["an SMS to Canada", { country: "CA", carrier: "Rogers" }, 8_300, 0],
  ["an MMS to Canada", { country: "CA", transport: "mms" }, 22_000, 0],
  ["an SMS that came to a British number", { direction: "in", home: "GB" }, 7_500, 0],
  ["an SMS that came from T-Mobile", { direction: "in", carrier: "T-Mobile" }, 8_300, 2_500],
])("%s costs", (_, override, amount, carrierFee) => {
  expect(priceOf(defaultPriceRules, { ...priced, ...override })).toEqual({
    amount,
    carrierFee,
    currency: "USD",
  });
});

test.each<[string, Partial<Priced>]>([
  ["to a country that the table does not know", { country: "MX", carrier: "AT&T México" }],
  ["to no country", { country: undefined }],
  [
    "to a country where only other types of sender have a price",
    { country: "GB", senderType: "short-code" },
  ],
  ["as MMS where there is none", { country: "GB", transport: "mms" }],
  ["that came to a number of a country without an inbound price", { direction: "in", home: "DE" }],
  ["that came as MMS to a number without MMS", { direction: "in", home: "GB", transport: "mms" }],
  ["that came to a number of no country", { direction: "in", home: undefined }],
])("the price of a message %s is not known", (_, override) => {
  expect(priceOf(defaultPriceRules, { ...priced, ...override })).toBeNull();
});

test("configured countries go before published prices, and may name what all others cost", () => {
  const countries = {
    US: { "long-code": { sms: { out: 7_900 } } },
    MX: { "long-code": { sms: { out: 100_000 } } },
  };
  const elsewhere = { "long-code": { sms: { out: 1 } } };
  const rules = { ...defaultPriceRules, countries, elsewhere };
  const amount = (country: string, senderType: Priced["senderType"] = "long-code") =>
    priceOf(rules, { ...priced, country, senderType })?.amount;
  expect(["US", "MX", "FR"].map((country) => amount(country))).toEqual([7_900, 100_000, 1]);
  expect(amount("US", "toll-free")).toBe(8_300);
});

test("what is free is free everywhere", () => {
  const free = { amount: 0, carrierFee: 0, currency: "USD" };
  for (const country of ["US", "GB", "MX"])
    expect(priceOf(freeOf(defaultPriceRules), { ...priced, country })).toEqual(free);
});

test("prices are whole millionths, a segment at a time", () => {
  const country = fc.constantFrom("US", ...Object.keys(defaultPriceRules.countries));
  const carrier = fc.constantFrom("AT&T", "Verizon", "T-Mobile", "Vodafone", undefined);
  fc.assert(
    fc.property(
      country,
      carrier,
      fc.integer({ min: 1, max: 10 }),
      (country, carrier, numSegments) => {
        const to = { ...priced, country, carrier };
        const one = priceOf(defaultPriceRules, to);
        const all = priceOf(defaultPriceRules, { ...to, numSegments });
        expect(all).toEqual({
          amount: numSegments * (one?.amount ?? Number.NaN),
          carrierFee: numSegments * (one?.carrierFee ?? Number.NaN),
          currency: "USD",
        });
        expect(Number.isSafeInteger(all?.amount)).toBe(true);
        expect(all?.carrierFee === 0 || country === "US").toBe(true);
      },
    ),
  );
});

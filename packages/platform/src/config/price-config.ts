import {
  type CountryPrices,
  defaultPriceRules,
  type KnownPrices,
  type PriceRules,
  type SenderPrices,
  type SenderType,
  type TwoWayPrice,
} from "@repartee/send-core";
import { z } from "zod";
import { countryCode } from "./fields.ts";

// In a file prices are written in units of the currency, in the rules in millionths of it.
const MILLION = 1_000_000;
const amount = z.number().min(0);
const toMillionths = (value: number) => Math.round(value * MILLION);
const twoWay = z
  .strictObject({ out: amount, in: amount })
  .transform((price) => ({ out: toMillionths(price.out), in: toMillionths(price.in) }));
const both = z.strictObject({ sms: twoWay, mms: twoWay });
const senderTypes = ["long-code", "toll-free", "short-code", "alphanumeric"] as const;
const { currency, senders, countries, carrierFees, failedMessage } = defaultPriceRules;

function twoWayOver(price: TwoWayPrice) {
  return z
    .strictObject({
      out: amount.default(price.out / MILLION),
      in: amount.default(price.in / MILLION),
    })
    .prefault({})
    .transform((price) => ({ out: toMillionths(price.out), in: toMillionths(price.in) }));
}

function pricesOver({ sms, mms }: SenderPrices) {
  return z.strictObject({ sms: twoWayOver(sms), mms: twoWayOver(mms) }).prefault({});
}

const known = z.strictObject({ out: amount.exactOptional(), in: amount.exactOptional() }).transform(
  (prices): KnownPrices => ({
    ...(prices.out !== undefined && { out: toMillionths(prices.out) }),
    ...(prices.in !== undefined && { in: toMillionths(prices.in) }),
  }),
);
const ofSender = z
  .strictObject({ sms: known.exactOptional(), mms: known.exactOptional() })
  .exactOptional();
const ofCountry = z.strictObject({
  "long-code": ofSender,
  "toll-free": ofSender,
  "short-code": ofSender,
  alphanumeric: ofSender,
});

/** What is named goes before the published prices of the same country; the rest of these stays. */
function over(published: CountryPrices, own: CountryPrices): CountryPrices {
  const merged = (type: SenderType) => {
    const [before, after] = [published[type], own[type]];
    if (before === undefined || after === undefined) return after ?? before;
    return { sms: { ...before.sms, ...after.sms }, mms: { ...before.mms, ...after.mms } };
  };
  return Object.fromEntries(
    senderTypes.flatMap((type) => {
      const prices = merged(type);
      return prices ? [[type, prices]] : [];
    }),
  );
}

/** Changes to the default prices: what is left out stays as it is. */
export const priceConfig: z.ZodType<PriceRules> = z.strictObject({
  currency: z.string().length(3).default(currency),
  senders: z
    .strictObject({
      "long-code": pricesOver(senders["long-code"]),
      "toll-free": pricesOver(senders["toll-free"]),
      "short-code": pricesOver(senders["short-code"]),
      alphanumeric: pricesOver(senders.alphanumeric),
    })
    .prefault({}),
  countries: z
    .record(countryCode, ofCountry)
    .default({})
    .transform((own) => ({
      ...countries,
      ...Object.fromEntries(
        Object.entries(own).map(([iso, prices]) => [iso, over(countries[iso] ?? {}, prices)]),
      ),
    })),
  elsewhere: ofCountry.exactOptional(),
  carrierFees: z
    .record(countryCode, z.record(z.string(), both))
    .default({})
    .transform((own) => ({ ...carrierFees, ...own })),
  failedMessage: amount.default(failedMessage / MILLION).transform(toMillionths),
});

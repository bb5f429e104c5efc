import {
  defaultPriceRules,
  type PriceRules,
  type SenderPrices,
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
    .record(
      countryCode,
      z.strictObject({
        "long-code": both.exactOptional(),
        "toll-free": both.exactOptional(),
        "short-code": both.exactOptional(),
        alphanumeric: both.exactOptional(),
      }),
    )
    .default({})
    .transform((own) => ({ ...countries, ...own })),
  carrierFees: z
    .record(countryCode, z.record(z.string(), both))
    .default({})
    .transform((own) => ({ ...carrierFees, ...own })),
  failedMessage: amount.default(failedMessage / MILLION).transform(toMillionths),
});

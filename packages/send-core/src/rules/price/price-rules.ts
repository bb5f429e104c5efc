import type { SenderType } from "../../ports/directory/sender-directory.ts";
import { type CountryPrices, countryPrices } from "./country-prices.ts";

/** Out and in, in millionths of a unit of currency. */
export interface TwoWayPrice {
  readonly out: number;
  readonly in: number;
}

/** What messages of one kind of sender cost. */
export interface SenderPrices {
  /** For each segment. */
  readonly sms: TwoWayPrice;
  /** For each message. */
  readonly mms: TwoWayPrice;
}

/** What a carrier takes on top, in millionths: for each segment, and for each MMS. */
export interface CarrierFees {
  readonly sms: TwoWayPrice;
  readonly mms: TwoWayPrice;
}

/** The prices of messages. All of it is data that a configuration may replace. */
export interface PriceRules {
  /** ISO 4217. */
  readonly currency: string;
  /** Prices of the United States, unless {@link countries} has them. */
  readonly senders: Readonly<Record<SenderType, SenderPrices>>;
  /**
   * By ISO 3166-1 code: for outbound messages that of the recipient, for inbound ones that of the number
   * they came to.
   */
  readonly countries: Readonly<Record<string, CountryPrices>>;
  /** Prices of all other countries. Default: not known, so their messages have no price. */
  readonly elsewhere?: CountryPrices | undefined;
  /** By the other party's country, then by the beginning of the carrier's name. */
  readonly carrierFees: Readonly<Record<string, Readonly<Record<string, CarrierFees>>>>;
  /** What a message costs, in millionths, that fails before a carrier has it. */
  readonly failedMessage: number;
}

/** The same rules for what costs nothing. */
export function freeOf({ currency }: PriceRules): PriceRules {
  const prices: SenderPrices = { sms: free, mms: free };
  const senders = {
    "long-code": prices,
    "toll-free": prices,
    "short-code": prices,
    alphanumeric: prices,
  };
  return {
    currency,
    senders,
    countries: {},
    elsewhere: senders,
    carrierFees: {},
    failedMessage: 0,
  };
}

const sms: TwoWayPrice = { out: 8_300, in: 8_300 };
const free: TwoWayPrice = { out: 0, in: 0 };
const smsFee = (out: number, into = 0): TwoWayPrice => ({ out, in: into });

/**
 * Published prices, to be seen in a test and not to be billed by: they change often. Those of the
 * United States are of October 2026: Twilio, "SMS pricing in United States",
 * twilio.com/en-us/sms/pricing/us. Carrier fees for MMS are the last that were published.
 */
export const defaultPriceRules: PriceRules = {
  currency: "USD",
  senders: {
    "long-code": { sms, mms: { out: 22_000, in: 16_500 } },
    "toll-free": { sms, mms: { out: 22_000, in: 20_000 } },
    "short-code": { sms, mms: { out: 22_000, in: 16_500 } },
    alphanumeric: { sms, mms: free },
  },
  countries: countryPrices,
  carrierFees: {
    US: {
      "AT&T": { sms: smsFee(3_500), mms: smsFee(3_000) },
      Verizon: { sms: smsFee(4_500), mms: free },
      "T-Mobile": { sms: smsFee(4_500, 2_500), mms: smsFee(10_000, 10_000) },
      "US Cellular": { sms: smsFee(4_500), mms: free },
    },
  },
  failedMessage: 1_000,
};

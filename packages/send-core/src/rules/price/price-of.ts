import type { Price, Transport } from "../../message.ts";
import type { SenderType } from "../../ports/directory/sender-directory.ts";
import type { CountryPrices } from "./country-prices.ts";
import type { PriceRules } from "./price-rules.ts";

/** What a price depends on. */
export interface Priced {
  readonly direction: "out" | "in";
  readonly transport: Transport;
  /** Of the account's own number, whichever way the message goes. */
  readonly senderType: SenderType;
  readonly numSegments: number;
  /** Of the account's own number. Inbound messages are priced by it. Default: not known. */
  readonly home?: string | undefined;
  /** Of the other party. Outbound messages are priced by it, and so are all carrier fees. */
  readonly country: string | undefined;
  readonly carrier: string | undefined;
}

/**
 * What a message costs: an SMS for each segment, an MMS as a whole; the carrier's fee likewise. `null`
 * when the price is not known.
 */
export function priceOf(rules: PriceRules, priced: Priced): Price | null {
  const { direction, transport, senderType, numSegments, country = "", carrier = "" } = priced;
  const where = direction === "out" ? country : (priced.home ?? "");
  const price = pricesIn(rules, where)?.[senderType]?.[transport]?.[direction];
  if (price === undefined) return null;
  const items = transport === "mms" ? 1 : numSegments;
  const known = Object.entries(rules.carrierFees[country] ?? {});
  const [, fees] = known.find(([name]) => carrier.startsWith(name)) ?? [];
  return {
    amount: price * items,
    carrierFee: (fees?.[transport][direction] ?? 0) * items,
    currency: rules.currency,
  };
}

/** The prices that apply in a country, by its ISO code; `undefined` when they are not known. */
export function pricesIn(rules: PriceRules, country: string): CountryPrices | undefined {
  const own = rules.countries[country];
  if (country !== "US") return own ?? rules.elsewhere;
  return own ? { ...rules.senders, ...own } : rules.senders;
}

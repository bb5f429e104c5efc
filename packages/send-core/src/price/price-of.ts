import type { Price, Transport } from "../message.ts";
import type { SenderType } from "../ports/sender-directory.ts";
import type { PriceRules } from "./price-rules.ts";

/** What a price depends on. */
export interface Priced {
  readonly direction: "out" | "in";
  readonly transport: Transport;
  /** Of the account's own number, whichever way the message goes. */
  readonly senderType: SenderType;
  readonly numSegments: number;
  /** Of the other side. */
  readonly country: string | undefined;
  readonly carrier: string | undefined;
}

/** What a message costs: an SMS for each segment, an MMS as a whole; the carrier's fee likewise. */
export function priceOf(rules: PriceRules, priced: Priced): Price {
  const { direction, transport, senderType, numSegments, country = "", carrier = "" } = priced;
  const items = transport === "mms" ? 1 : numSegments;
  const prices = rules.countries[country]?.[senderType] ?? rules.senders[senderType];
  const known = Object.entries(rules.carrierFees[country] ?? {});
  const [, fees] = known.find(([name]) => carrier.startsWith(name)) ?? [];
  return {
    amount: prices[transport][direction] * items,
    carrierFee: (fees?.[transport][direction] ?? 0) * items,
    currency: rules.currency,
  };
}

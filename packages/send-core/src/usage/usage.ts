import type { AccountSid } from "@repartee/protocol";
import type { Transport } from "../message.ts";
import type { PriceRules } from "../rules/price/price-rules.ts";

/** Whose messages to sum up, of which days. */
export interface UsageQuery {
  readonly accountSid: AccountSid;
  /** Inclusive, the beginning of a day of UTC in milliseconds since the epoch. */
  readonly from: number;
  /** Exclusive, the beginning of a day of UTC in milliseconds since the epoch. */
  readonly before: number;
}

/** What messages of one kind have used on one day. Messages that were deleted since count, too. */
export interface MessageUse {
  /** The beginning of the day of UTC, in milliseconds since the epoch. */
  readonly day: number;
  readonly direction: "inbound" | "outbound";
  /** `failed`: no carrier has seen them. */
  readonly kind: Transport | "failed";
  readonly count: number;
  readonly segments: number;
  /** Millionths, without the carriers' fees. */
  readonly amount: number;
  /** Millionths. */
  readonly carrierFee: number;
}

/** What an account has used, and in which currency. */
export interface Usage {
  /** ISO 4217. */
  readonly currency: string;
  readonly uses: readonly MessageUse[];
}

/** Prices what the store has counted: messages that failed have no price of their own. */
export function priceUsage(
  uses: readonly MessageUse[],
  { currency, failedMessage }: PriceRules,
): Usage {
  return {
    currency,
    uses: uses.map((use) =>
      use.kind === "failed" ? { ...use, amount: use.count * failedMessage } : use,
    ),
  };
}

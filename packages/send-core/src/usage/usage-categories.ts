import type { MessageUse } from "./usage.ts";

/** A category of the usage records. */
export interface UsageCategory {
  /** As the API names it, such as `sms-outbound`. */
  readonly name: string;
  readonly description: string;
  /** What messages add to it, in millionths; `undefined` when they do not belong to it. */
  readonly priceOf: (use: MessageUse) => number | undefined;
  /** What it counts, and what its usage is measured in; `null` for an amount of money. */
  readonly units: readonly [count: string, usage: string] | null;
}

/** What the messages of a category have used. */
export interface UsageSum {
  readonly count: number;
  readonly segments: number;
  /** Millionths. */
  readonly price: number;
}

const units = ["messages", "segments"] as const;

const messages = (
  name: string,
  description: string,
  kind: MessageUse["kind"],
  direction?: MessageUse["direction"],
): UsageCategory => ({
  name,
  description,
  priceOf: (use) =>
    use.kind === kind && (direction ?? use.direction) === use.direction ? use.amount : undefined,
  units,
});

const fees = (name: string, description: string, kind: MessageUse["kind"]): UsageCategory => ({
  name,
  description,
  priceOf: (use) => (use.kind === kind ? use.carrierFee : undefined),
  units: null,
});

/** The categories that messages belong to, in the order of a list. */
export const usageCategories: readonly UsageCategory[] = [
  messages("sms", "SMS", "sms"),
  messages("sms-inbound", "Inbound SMS", "sms", "inbound"),
  messages("sms-outbound", "Outbound SMS", "sms", "outbound"),
  fees("sms-messages-carrierfees", "SMS Carrier Fees", "sms"),
  messages("mms", "MMS", "mms"),
  messages("mms-inbound", "Inbound MMS", "mms", "inbound"),
  messages("mms-outbound", "Outbound MMS", "mms", "outbound"),
  fees("mms-messages-carrierfees", "MMS Carrier Fees", "mms"),
  // The name is unconfirmed.
  messages("failed-message-processing-fee", "Failed Message Processing Fee", "failed"),
  {
    name: "totalprice",
    description: "Total Price",
    priceOf: ({ amount, carrierFee }) => amount + carrierFee,
    units: null,
  },
];

const unused = (name: string, description: string, unit: string, usage = unit): UsageCategory => ({
  name,
  description,
  priceOf: () => undefined,
  units: [unit, usage],
});

/** Categories of what Repartee does not have, or gives for nothing: they are zero where they are asked for. */
const unusedCategories: readonly UsageCategory[] = [
  unused("calls", "Voice Minutes", "calls", "minutes"),
  unused("calls-inbound", "Inbound Voice Minutes", "calls", "minutes"),
  unused("calls-outbound", "Outbound Voice Minutes", "calls", "minutes"),
  unused("phonenumbers", "Phone Numbers", "numbers"),
  unused("phonenumbers-local", "Local PhoneNumbers", "numbers"),
  unused("phonenumbers-tollfree", "Toll-Free PhoneNumbers", "numbers"),
  unused("recordings", "Recordings", "recordings", "minutes"),
];

/** The category of that name, also one that nothing belongs to. */
export function categoryNamed(name: string): UsageCategory | undefined {
  return [...usageCategories, ...unusedCategories].find((category) => category.name === name);
}

/** Sums up what belongs to a category. */
export function sumUp(
  uses: readonly MessageUse[],
  { priceOf }: Pick<UsageCategory, "priceOf">,
): UsageSum {
  const sum = { count: 0, segments: 0, price: 0 };
  for (const use of uses) {
    const price = priceOf(use);
    if (price === undefined) continue;
    sum.count += use.count;
    sum.segments += use.segments;
    sum.price += price;
  }
  return sum;
}

/** An amount in millionths as the API writes it. */
export function writeMoney(millionths: number): string {
  return (millionths / 1_000_000).toFixed(5);
}

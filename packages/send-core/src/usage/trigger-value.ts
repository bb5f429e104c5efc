import type { UsageTrigger } from "../ports/directory/account-resources.ts";
import type { Usage } from "./usage.ts";
import { categoryNamed, sumUp } from "./usage-categories.ts";
import { nextDay, startOf, startOfDay } from "./usage-periods.ts";
import { usesIn } from "./usage-reader.ts";

const intervals = { daily: "day", monthly: "month", yearly: "year" } as const;

/** When the period begins that a trigger watches at a moment: milliseconds since the epoch. */
// Twilio, "UsageTrigger", twilio.com/docs/usage/api/usage-trigger: recurring times are in GMT.
function triggerPeriod({ recurring }: Pick<UsageTrigger, "recurring">, now: number): number {
  return recurring === null ? 0 : startOf(intervals[recurring], startOfDay(now));
}

/** Has the trigger fired in its period? Then it rests until the next one. */
export function hasFired(trigger: UsageTrigger, now: number): boolean {
  return trigger.dateFired !== null && trigger.dateFired >= triggerPeriod(trigger, now);
}

/** How much was used of what a trigger watches, in its period: messages, segments or currency. */
export function triggerValue(
  trigger: Pick<UsageTrigger, "usageCategory" | "triggerBy" | "recurring">,
  { uses }: Usage,
  now: number,
): number {
  const category = categoryNamed(trigger.usageCategory);
  if (!category) return 0;
  const span = { from: triggerPeriod(trigger, now), before: nextDay(startOfDay(now)) };
  const { count, segments, price } = sumUp(usesIn(uses, span), category);
  const money = price / 1_000_000;
  switch (trigger.triggerBy) {
    case "count":
      return count;
    case "usage":
      return category.units === null ? money : segments;
    case "price":
      return money;
  }
}

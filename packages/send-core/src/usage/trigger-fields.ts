import type { UsageTrigger } from "../ports/directory/account-resources.ts";

/**
 * Writes that a trigger has fired as the parameters of its callback.
 *
 * @param currentValue the value that it has fired for.
 */
// Twilio, "UsageTrigger", twilio.com/docs/usage/api/usage-trigger. The form of the token is unconfirmed.
export function triggerFields(
  trigger: UsageTrigger,
  currentValue: number,
): readonly (readonly [string, string])[] {
  const { sid, accountSid, usageCategory, dateFired } = trigger;
  const firedAt = dateFired ?? 0;
  const records = `/2010-04-01/Accounts/${accountSid}/Usage/Records`;
  return [
    ["AccountSid", accountSid],
    ["UsageTriggerSid", sid],
    ["Recurring", trigger.recurring ?? ""],
    ["DateFired", new Date(firedAt).toUTCString().replace("GMT", "+0000")],
    ["CurrentValue", writeValue(currentValue)],
    ["TriggerValue", writeValue(trigger.triggerValue)],
    ["TriggerBy", trigger.triggerBy],
    ["UsageCategory", usageCategory],
    ["UsageRecordUri", `${records}?Category=${usageCategory}`],
    ["IdempotencyToken", `${sid}-FIRES-${Math.floor(firedAt / 1000)}`],
  ];
}

/** A value of a trigger as the API writes it: up to five decimals. */
export function writeValue(value: number): string {
  return String(Number(value.toFixed(5)));
}

import { type Refusal, refusal } from "../refusal.ts";

const channels: Readonly<Record<string, string>> = {
  whatsapp: "WhatsApp",
  messenger: "Facebook Messenger",
  rcs: "RCS",
};

/**
 * Refuses addresses of channels, `whatsapp:+14155550100`: no account has a sender of a channel yet.
 *
 * 63007 is the documented code for a channel without a sender: Twilio, "Error 63007",
 * twilio.com/docs/api/errors/63007.
 */
export function checkChannel(name: "To" | "From", address: string): Refusal | undefined {
  const prefix = /^([a-z][a-z0-9._-]{1,30}):/i.exec(address)?.[1];
  if (prefix === undefined || /^(tel|sms|mms)$/i.test(prefix)) return undefined;
  const channel = channels[prefix.toLowerCase()] ?? prefix;
  return refusal(
    63007,
    `'${name}' uses the ${channel} channel; Repartee supports SMS and MMS only. Use a phone number without "${prefix}:".`,
  );
}

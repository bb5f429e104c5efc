/** The way a message travels; `sms` stands for SMS and MMS alike, as on the wire. */
export type Channel = "sms" | "whatsapp" | "rcs" | "messenger";

/** Where a message comes from or goes to. */
export interface Address {
  readonly channel: Channel;
  /** Without the channel's prefix: `+15005550006`, `12345`, `ACME`, a Messenger id. */
  readonly value: string;
}

const prefixed = /^(whatsapp|rcs|messenger):(.*)$/s;
// ITU-T E.164: a plus, a country code that does not start with 0, 15 digits at most.
const e164 = /^\+[1-9]\d{1,14}$/;

/** Reads an address as it stands in `From` or `To`; anything without a known prefix is `sms`. */
export function parseAddress(wire: string): Address {
  const match = prefixed.exec(wire);
  const [, channel, value] = match ?? [];
  if (
    (channel === "whatsapp" || channel === "rcs" || channel === "messenger") &&
    value !== undefined
  ) {
    return { channel, value };
  }
  return { channel: "sms", value: wire };
}

/** Writes an address as `From` or `To` carry it. */
export function formatAddress({ channel, value }: Address): string {
  return channel === "sms" ? value : `${channel}:${value}`;
}

/** Is the value a phone number in E.164 form (`+15005550006`)? */
export function isE164(value: string): boolean {
  return e164.test(value);
}

/** Is the value a short code: five or six digits, no plus? */
export function isShortCode(value: string): boolean {
  return /^\d{5,6}$/.test(value);
}

/**
 * Is the value an alphanumeric sender ID: 1 to 11 of `A-Z a-z 0-9 space + - _ &`, at least one letter?
 */
export function isAlphanumericSender(value: string): boolean {
  return /^[A-Za-z0-9 +\-_&]{1,11}$/.test(value) && /[A-Za-z]/.test(value);
}

/** Area codes of North America that cost the caller nothing. */
export const tollFreeAreaCodes: readonly string[] = [
  "800",
  "833",
  "844",
  "855",
  "866",
  "877",
  "888",
];

/** Is the value a toll-free number of North America? */
export function isTollFree(value: string): boolean {
  return /^\+1\d{10}$/.test(value) && tollFreeAreaCodes.includes(value.slice(2, 5));
}

import { randomBytes } from "node:crypto";

/**
 * The resource prefixes in use: account, SMS, MMS, media, service, number, short code, alphanumeric
 * sender, application, key, address, usage trigger, event of the account, call, event of the debugger;
 * `EX`, an exchange in the inspector, is ours.
 */
export type SidPrefix =
  | "AC"
  | "SM"
  | "MM"
  | "ME"
  | "MG"
  | "PN"
  | "SC"
  | "AI"
  | "AP"
  | "SK"
  | "AD"
  | "UT"
  | "AE"
  | "CA"
  | "NO"
  | "EX";

/** A string identifier: two letters that name the resource and 32 hexadecimal digits. */
export type Sid<P extends SidPrefix = SidPrefix> = `${P}${string}`;
export type AccountSid = Sid<"AC">;
/** `SM` for text, `MM` for a message with media; an `MM` stays one even when it is converted to SMS. */
export type MessageSid = Sid<"SM" | "MM">;
export type MediaSid = Sid<"ME">;

const shape = /^[A-Z]{2}[0-9a-fA-F]{32}$/;

/**
 * Makes a new SID.
 *
 * @param random 16 bytes; tests pass their own to get the same SID again.
 */
export function createSid<P extends SidPrefix>(
  prefix: P,
  random: Uint8Array = randomBytes(16),
): Sid<P> {
  return `${prefix}${Buffer.from(random).toString("hex")}`;
}

/** Is the value a SID of one of these resources? */
export function isSid<P extends SidPrefix>(
  value: unknown,
  ...prefixes: readonly P[]
): value is Sid<P> {
  if (typeof value !== "string" || !shape.test(value)) return false;
  return prefixes.length === 0 || prefixes.some((prefix) => value.startsWith(prefix));
}

/** Is the value the SID of a message, with or without media? */
export function isMessageSid(value: unknown): value is MessageSid {
  return isSid(value, "SM", "MM");
}

import { isE164 } from "../address.ts";
import { callingCodeOf, trunkPrefixesOf } from "./calling-code.ts";
import { normalizeNumber } from "./normalize-number.ts";

const MAX_WRITTEN_LENGTH = 64;
// Up to six digits are a short code or a service. The few islands with shorter numbers need the plus.
const written = /^\+?\d{7,20}$/;

/**
 * Reads a phone number as people write it and returns it in E.164 form: `(415) 555-0100`,
 * `+1 415 555 0100`, `07911 123456`, `0044 7911 123456`.
 *
 * A number without a country code belongs to the country of `near`. The function knows the
 * lengths of numbers in North America; elsewhere it checks only that the digits fit into E.164.
 * `undefined`: the text is not a phone number, or `near` has no country code.
 *
 * @param near a number in E.164 form from the same country; default: a number of the United States.
 */
export function readPhoneNumber(text: string, near = "+1"): string | undefined {
  if (isE164(text)) return text;
  // An unescaped plus in a form arrives as a blank: `To=+447911123456`. A blank before fewer digits
  // was written as a blank.
  if (/^ [1-9]\d{10,14}$/.test(text)) return `+${text.slice(1)}`;
  if (text.length > MAX_WRITTEN_LENGTH) return undefined;
  const number = normalizeNumber(text);
  if (!written.test(number)) return undefined;
  if (number.startsWith("+")) return asE164(number);
  const code = callingCodeOf(near);
  return code === undefined ? undefined : asE164(withCountry(number, code));
}

function withCountry(digits: string, code: string): string {
  const abroad = code === "1" ? "011" : "00";
  if (digits.startsWith(abroad)) return `+${digits.slice(abroad.length)}`;
  if (code === "1") return /^1?[2-9]\d{9}$/.test(digits) ? `+1${digits.slice(-10)}` : "";
  const trunk = trunkPrefixesOf(code).find((prefix) => digits.startsWith(prefix));
  if (trunk !== undefined) return `+${code}${digits.slice(trunk.length)}`;
  // `447911123456` has its country code, and lacks only the plus.
  const hasCode = digits.startsWith(code) && digits.length >= (code === "7" ? 11 : code.length + 9);
  return hasCode ? `+${digits}` : `+${code}${digits}`;
}

function asE164(number: string): string | undefined {
  return isE164(number) ? number : undefined;
}

/**
 * Rewrites a phone number as people write it in the form of the wire: an optional plus, then digits.
 *
 * Removes `tel:`, blanks, dots, dashes, slashes, brackets and invisible characters, and the trunk
 * prefix in `+44 (0)20 …`; reads full-width, Arabic, Devanagari and Bengali digits. Adds no country
 * code. Returns text that is not a number unchanged.
 *
 * @example
 * normalizeNumber("tel:+1 (415) 555-0101"); // "+14155550101"
 * normalizeNumber("415.555.0101"); // "4155550101"
 */
export function normalizeNumber(text: string): string {
  if (normalized.test(text)) return text;
  let number = "";
  for (const character of withoutTrunkPrefix(text.replace(telScheme, ""))) {
    const digit = digitOf(character);
    if (digit !== undefined) number += digit;
    else if (plus.test(character) && number === "") number = "+";
    else if (!separator.test(character)) return text;
  }
  return number === "" || number === "+" ? text : number;
}

const normalized = /^\+?[0-9]+$/;
const telScheme = /^\s*tel:/i;
const plus = /[+\uff0b]/;
// Dashes, blanks and invisible characters (contacts are copied with U+202A around them), and the
// punctuation that libphonenumber accepts (VALID_PUNCTUATION).
const separator =
  /[\p{Pd}\p{Zs}\p{Cf}\t\r\n\u2212\u30fc()[\]\uff08\uff09\uff3b\uff3d./\uff0f\uff0e·~]/u;

/** "+44 (0)20": the zero in brackets is dialled only without the country code. */
function withoutTrunkPrefix(text: string): string {
  return plus.test(text) ? text.replace("(0)", "") : text;
}

/** Code points of the zeros of the scripts that phones write digits in. */
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10];

function digitOf(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  const zero = zeros.find((one) => code >= one && code <= one + 9);
  return zero === undefined ? undefined : String(code - zero);
}

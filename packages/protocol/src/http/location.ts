/**
 * The absolute URL that a `Location` header leads to; `undefined` when it is not a URL.
 *
 * A header is text with one character for each byte, as Node's HTTP clients return it. Servers write
 * UTF-8 into it although only ASCII is allowed: bytes beyond ASCII are percent-encoded, as browsers
 * and curl do (WHATWG URL, "percent-encode", url.spec.whatwg.org).
 */
export function locationUrl(header: string, base: string): string | undefined {
  const encoded = header.replace(/[\x80-\xff]/g, percentEncoded);
  return URL.canParse(encoded, base) ? new URL(encoded, base).href : undefined;
}

function percentEncoded(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase()}`;
}

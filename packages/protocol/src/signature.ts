import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { FormPairs } from "./form.ts";

/** What a signature covers. */
export interface SignedParts {
  /** The account's primary auth token. */
  readonly authToken: string;
  /** The whole URL as the platform was given it: scheme, host, port, path and query. */
  readonly url: string;
  /** The decoded form fields of a POST; empty for a GET or another content type. */
  readonly params?: FormPairs | undefined;
}

/**
 * The exact string that is signed: the URL without user info and fragment, then each field's name
 * and value, sorted by name, without separators.
 *
 * The rest of the URL is signed as it stands: no port is added or dropped, nothing is re-encoded.
 */
export function signatureBase(url: string, params: FormPairs = []): string {
  const address = signedUrl(url);
  return params.length === 0 ? address : address + sortedFields(params);
}

/** Signs a request: the value of `X-Twilio-Signature` (HMAC-SHA1, base64, 28 characters). */
export function sign({ authToken, url, params }: SignedParts): string {
  return createHmac("sha1", authToken).update(signatureBase(url, params), "utf8").digest("base64");
}

/** Does the signature belong to this request? Takes the same time for each wrong one. */
export function isSigned(parts: SignedParts & { readonly signature: string }): boolean {
  const expected = Buffer.from(sign(parts));
  const given = Buffer.from(parts.signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** The `bodySHA256` that the platform adds to the query when the body is not a form. */
export function bodySha256(body: Uint8Array | string): string {
  return createHash("sha256").update(body).digest("hex");
}

/** Is this the body that the signed URL's `bodySHA256` speaks of? The URL alone does not protect it. */
export function isSignedBody(url: string, body: Uint8Array | string): boolean {
  const claimed = new URL(url).searchParams.get("bodySHA256");
  if (claimed === null) return false;
  const expected = Buffer.from(bodySha256(body));
  const given = Buffer.from(claimed.toLowerCase());
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** The URL as it is signed and sent: no user info, no fragment, else untouched. */
export function signedUrl(url: string): string {
  const hash = url.indexOf("#");
  const address = hash < 0 ? url : url.slice(0, hash);
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?]*@/i, "$1");
}

// Names sort by code unit (B < _ < b), as the documentation's "case-sensitive" order has it.
const byCodeUnit = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function sortedFields(params: FormPairs): string {
  const sorted = [...params].sort((a, b) => byCodeUnit(a[0], b[0]) || byCodeUnit(a[1], b[1]));
  let text = "";
  for (const [index, [name, value]] of sorted.entries()) {
    const before = sorted[index - 1];
    // A repeated name appears before each of its values; the same value counts once.
    if (before && before[0] === name && before[1] === value) continue;
    text += name + value;
  }
  return text;
}

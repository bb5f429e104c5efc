import { createHash, timingSafeEqual } from "node:crypto";
import type { FormPairs } from "../form.ts";
import { hmacSha1 } from "./hmac-sha1.ts";
import { signedFields } from "./signed-fields.ts";

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
  return signedUrl(url) + signedFields(params);
}

/** Signs a request: the value of `X-Twilio-Signature` (HMAC-SHA1, base64, 28 characters). */
export function sign({ authToken, url, params }: SignedParts): string {
  return hmacSha1(authToken, signatureBase(url, params));
}

/** Does the signature belong to this request? Takes the same time for each wrong one. */
export function isSigned(parts: SignedParts & { readonly signature: string }): boolean {
  return isSignedText(signatureBase(parts.url, parts.params), parts.authToken, parts.signature);
}

/** The same for a {@link signatureBase} that was put together before. */
export function isSignedText(text: string, authToken: string, signature: string): boolean {
  return isEqual(hmacSha1(authToken, text), signature);
}

function isEqual(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected, "latin1"), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The `bodySHA256` that the platform adds to the query when the body is not a form. */
export function bodySha256(body: Uint8Array | string): string {
  return createHash("sha256").update(body).digest("hex");
}

/** Is this the body that the signed URL's `bodySHA256` names? The URL alone does not protect it. */
export function isSignedBody(url: string, body: Uint8Array | string): boolean {
  // Without the fragment, which is not signed: a hash there could be anyone's.
  const claimed = /[?&]bodySHA256=([^&]*)/.exec(signedUrl(url))?.[1];
  return claimed !== undefined && isEqual(bodySha256(body), claimed.toLowerCase());
}

/** The URL as it is signed and sent: no user info, no fragment, else untouched. */
export function signedUrl(url: string): string {
  const hash = url.indexOf("#");
  const address = hash < 0 ? url : url.slice(0, hash);
  if (!address.includes("@")) return address;
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?]*@/i, "$1");
}

import {
  type FormPairs,
  isSignedBody,
  isSignedText,
  parseForm,
  signedFields,
  signedUrl,
} from "@repartee/protocol";
import type { WebhookOptions } from "./options.ts";
import { createUrlResolver } from "./public-url.ts";
import { type Rejection, rejection, signatureHints } from "./rejection.ts";
import { createTokenSource } from "./token-source.ts";
import { otherUrlForms } from "./url-forms.ts";
import type { WebhookRequest } from "./webhook-request.ts";

/** Parameters that the platform has signed: those of the query, then those of the form. */
export type SignedParams = FormPairs;

/** The parameters of a request that the platform has signed, or why it is turned away. */
export type Verified =
  | { readonly ok: true; readonly params: SignedParams }
  | { readonly ok: false; readonly rejection: Rejection };

// The platform sends no byte order mark; one that is there was signed.
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Makes the check that every request passes before anything of it is believed. */
export function createVerifier(
  options: WebhookOptions,
): (request: WebhookRequest) => Promise<Verified> {
  const resolveUrl = createUrlResolver(options);
  const tokensOf = createTokenSource(options.authToken);

  return async function verifyRequest(request) {
    const body = await request.body();
    const url = resolveUrl(request);
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(
      request.header("content-type") ?? "",
    );
    const form = isForm ? parseForm(utf8.decode(body)) : [];
    const reject = (reason: Rejection["reason"], hints: readonly string[]): Verified => ({
      ok: false,
      rejection: rejection(reason, url, form, hints),
    });
    if (url === undefined) {
      return reject("url_unknown", [
        "A header named in trustProxy is missing or malformed, publicUrl returned no http(s) URL, or the request's target is no path.",
      ]);
    }
    const signature = request.header("x-twilio-signature");
    if (!signature) {
      return reject("signature_missing", [
        "The request has no X-Twilio-Signature: it does not come from the platform.",
      ]);
    }
    // The signature covers the URL; another body than a form is covered by its hash in the query.
    if (!isForm && body.length > 0 && !isSignedBody(url, body)) {
      return reject("body_unsigned", [
        "The body is no form, and the query's bodySHA256 is not its hash.",
      ]);
    }
    const start = url.indexOf("?") + 1;
    const query = start === 0 ? [] : parseForm(url.slice(start).split("#", 1)[0] ?? "");
    const params = query.length === 0 ? form : [...query, ...form];
    const accountSid = params.find(([name]) => name === "AccountSid")?.[1] ?? "";
    const known = tokensOf(accountSid);
    const tokens = known instanceof Promise ? await known : known;
    const fields = signedFields(form);
    const isSignedAs = (form: string) =>
      tokens.some((token) => isSignedText(signedUrl(form) + fields, token, signature));
    if (isSignedAs(url)) return { ok: true, params };
    for (const form of tokens.length > 0 ? otherUrlForms(url) : [])
      if (isSignedAs(form)) return { ok: true, params };
    const isEmptyPost = request.method === "POST" && body.length === 0;
    return reject("signature_invalid", signatureHints(url, { tokens: tokens.length, isEmptyPost }));
  };
}

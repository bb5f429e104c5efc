import {
  type FormPairs,
  isSignedBody,
  isSignedText,
  ReparteeError,
  signedFields,
  signedUrl,
} from "@repartee/protocol";
import type { DueTime } from "../deadline.ts";
import type { WebhookOptions } from "../options.ts";
import { type Rejection, rejection, signatureHints } from "../rejection.ts";
import { assertSize } from "../request/read-body.ts";
import type { WebhookRequest } from "../request/webhook-request.ts";
import { createUrlResolver, type PublicUrl } from "./public-url.ts";
import { readDeciding, readParams } from "./signed-params.ts";
import { createTokenSource } from "./token-source.ts";
import { otherUrlForms } from "./url-forms.ts";

/** Parameters that Twilio has signed: those of the query, then those of the form. */
export type SignedParams = FormPairs;

/** The parameters of a request that Twilio has signed, or why it is answered with 403. */
export type Verified =
  | { readonly ok: true; readonly params: SignedParams }
  | { readonly ok: false; readonly rejection: Rejection };

/** Characters of an HMAC-SHA1 in base64. */
const SIGNATURE_LENGTH = 28;

/**
 * Characters that are hashed for one request at most. A real request needs some 10,000; one with a
 * forged signature must not have 256 kB hashed once for each spelling of its URL.
 */
const MAX_HASHED = 1_000_000;

const noBody = new Uint8Array();

/** A form, whatever parameters its type has. */
const formType = /^\s*application\/x-www-form-urlencoded\s*(?:[;,]|$)/i;

/**
 * Makes the check that every request passes before anything of it is believed.
 *
 * The check throws ReparteeError `body_late` when the body, and Error when the auth token, is not there
 * by the due time.
 */
export function createVerifier(
  options: WebhookOptions,
): (request: WebhookRequest, due: DueTime) => Promise<Verified> {
  const resolveUrl = createUrlResolver(options);
  const tokensOf = createTokenSource(options.authToken);

  return async function verifyRequest(request, due) {
    // First what costs nothing: of a request without a signature, nothing else is read.
    const signature = request.header("x-twilio-signature");
    const resolved = resolveUrl(request);
    const url = resolved.ok ? resolved.url : undefined;
    let form: FormPairs = [];
    const reject = (reason: Rejection["reason"], ...hints: readonly string[]): Verified => ({
      ok: false,
      rejection: rejection(reason, url, form, hints),
    });
    if (!signature) {
      return reject(
        "signature_missing",
        "The request has no X-Twilio-Signature: it does not come from Twilio.",
      );
    }
    if (signature.length !== SIGNATURE_LENGTH) {
      return reject(
        "signature_invalid",
        `X-Twilio-Signature has ${signature.length} characters; a signature has ${SIGNATURE_LENGTH}.`,
      );
    }
    if (!resolved.ok) return reject("url_unknown", resolved.hint);

    const body = await due.within(request.body(), bodyLate);
    assertSize(body.length);
    const isForm = formType.test(request.header("content-type") ?? "");
    // The signature covers the URL; another body than a form is covered by its hash in the query.
    if (!isForm && body.length > 0 && !isSignedBody(resolved.url, body)) {
      return reject(
        "body_unsigned",
        "The body is not a form, and bodySHA256 in the query is not its hash.",
      );
    }
    const params = readParams(resolved.url, isForm ? body : noBody);
    form = params.form;
    const { accountSid, contradiction } = readDeciding(params.all);
    if (contradiction !== undefined) {
      return reject(
        "fields_contradict",
        `${contradiction} is sent with different values. If one is in the query of the configured URL, rename it there.`,
      );
    }
    const known = tokensOf(accountSid);
    const tokens = known instanceof Promise ? await due.within(known, tokenLate) : known;
    if (isSignedWith(tokens, signature, resolved, signedFields(form), request))
      return { ok: true, params: params.all };
    const isEmptyPost = request.method === "POST" && body.length === 0;
    return reject(
      "signature_invalid",
      ...signatureHints(resolved.url, {
        tokens: tokens.length,
        isEmptyPost,
        encoding: request.header("content-encoding"),
      }),
    );
  };
}

const bodyLate = () => new ReparteeError("body_late", "The body did not arrive in time.");
const tokenLate = () =>
  new Error("The function that was given as authToken did not return a token in time.");

function isSignedWith(
  tokens: readonly string[],
  signature: string,
  resolved: PublicUrl,
  fields: string,
  request: WebhookRequest,
): boolean {
  const isSigned = (url: string) =>
    tokens.some((token) => isSignedText(signedUrl(url) + fields, token, signature));
  if (isSigned(resolved.url)) return true;
  if (tokens.length === 0) return false;
  let left = MAX_HASHED;
  for (const form of otherUrlForms(resolved, request.header("host"))) {
    left -= (form.length + fields.length) * tokens.length;
    if (left < 0) return false;
    if (isSigned(form)) return true;
  }
  return false;
}

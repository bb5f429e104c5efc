import {
  type FormPairs,
  isSigned,
  isSignedBody,
  parseForm,
  signatureBase,
} from "@repartee/protocol";
import type { Rejection, WebhookOptions } from "./options.ts";
import { createUrlResolver } from "./public-url.ts";
import { urlForms } from "./url-forms.ts";
import type { WebhookRequest } from "./webhook-request.ts";

/** The parameters of a request that the platform has signed, or why it is turned away. */
export type Verified =
  | { readonly ok: true; readonly params: FormPairs }
  | { readonly ok: false; readonly rejection: Rejection };

/** Makes the check that every request passes before anything of it is believed. */
export function createVerifier(
  options: WebhookOptions,
): (request: WebhookRequest) => Promise<Verified> {
  const resolveUrl = createUrlResolver(options);

  return async function verifyRequest(request) {
    const body = await request.body();
    const url = resolveUrl(request);
    if (url === undefined)
      return reject("url_unknown", "", [
        "A proxy header named in trustProxy is missing from the request.",
      ]);

    const query = parseForm(new URL(url).search.slice(1));
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(
      request.header("content-type") ?? "",
    );
    const form = isForm ? parseForm(Buffer.from(body).toString("utf8")) : [];
    const base = withoutBody(url, form);

    const signature = request.header("x-twilio-signature");
    if (!signature) {
      return reject("signature_missing", base, [
        "The request has no X-Twilio-Signature: it does not come from the platform.",
      ]);
    }
    // The signature covers the URL; another body than a form is covered by its hash in the query.
    if (!isForm && body.length > 0 && !isSignedBody(url, body)) {
      return reject("body_unsigned", base, [
        "The body is no form, and the query's bodySHA256 is not its hash.",
      ]);
    }
    const params = [...query, ...form];
    const accountSid = params.find(([name]) => name === "AccountSid")?.[1] ?? "";
    const tokens = await tokensOf(options, accountSid);
    for (const candidate of urlForms(url)) {
      for (const authToken of tokens) {
        if (isSigned({ authToken, url: candidate, params: form, signature }))
          return { ok: true, params };
      }
    }
    return reject("signature_invalid", base, hintsFor(url, tokens.length));
  };
}

async function tokensOf(
  { authToken }: WebhookOptions,
  accountSid: string,
): Promise<readonly string[]> {
  const given = typeof authToken === "function" ? await authToken(accountSid) : authToken;
  // An empty token would be a key that everybody knows.
  return [given ?? []].flat().filter((token) => token !== "");
}

function reject(
  reason: Rejection["reason"],
  signedString: string,
  hints: readonly string[],
): Verified {
  return { ok: false, rejection: { reason, signedString, hints } };
}

/** The signed string for a log: what a person wrote is not in it. */
function withoutBody(url: string, form: FormPairs): string {
  const [address = "", query] = url.split("?", 2);
  const hidden = query?.replace(/(^|&)(Body=)[^&]*/g, "$1$2[withheld]");
  const fields = form.map(
    ([name, value]) => [name, name === "Body" ? `[${value.length} characters]` : value] as const,
  );
  return signatureBase(hidden === undefined ? address : `${address}?${hidden}`, fields);
}

function hintsFor(url: string, tokens: number): readonly string[] {
  if (tokens === 0) return ["There is no auth token for this account."];
  return [
    `The platform must be configured with exactly ${url.replace(/\?.*$/s, "")}: same scheme, host, port and path prefix.`,
    "The auth token must be the primary one of the account in AccountSid.",
    "Nothing before this handler may change the body or reorder the query.",
  ];
}

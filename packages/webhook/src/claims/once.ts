import type { ClaimBy } from "../options.ts";
import type { WebhookRequest, WebhookResponse } from "../request/webhook-request.ts";
import type { ClaimStore } from "./claim-store.ts";

/** The header that the platform keeps over the retries of one request. */
export const IDEMPOTENCY_TOKEN = "i-twilio-idempotency-token";

/** Characters of a token that Twilio sends, several times over: a UUID has 36. */
const MAX_TOKEN_LENGTH = 200;

/** The key under which a delivery is claimed. */
export function deliveryKey(
  request: WebhookRequest,
  { accountSid, messageSid }: { readonly accountSid: string; readonly messageSid: string },
  by: ClaimBy,
): string {
  // The signature covers URL and parameters, so a redirect to another URL, a fallback or another
  // status of the same message has another one, and only the token's holder can make one.
  const signature = request.header("x-twilio-signature") ?? "";
  // The idempotency token is not signed: without the account, one tenant could claim for another.
  const token = by === "token" ? request.header(IDEMPOTENCY_TOKEN) : undefined;
  // Nothing bounds its length but the host's limit of all headers, and each key is remembered.
  const isKey = token !== undefined && token.length <= MAX_TOKEN_LENGTH;
  // Joined, not concatenated: a concatenated key refers to its parts, which are slices of the request's
  // text, and so keeps the whole text of each remembered delivery in memory.
  return [accountSid, messageSid, isKey ? token : signature].join(" ");
}

/**
 * Runs a delivery once: a repeat of a finished one gets the same answer, a concurrent one waits,
 * and one that failed is run again.
 */
export async function once(
  claims: ClaimStore,
  key: string,
  run: () => Promise<WebhookResponse>,
): Promise<WebhookResponse> {
  for (;;) {
    const claim = await claims.claim(key);
    switch (claim.kind) {
      case "finished":
        return claim.response;
      case "running":
        await claim.done;
        break;
      case "claimed": {
        let response: WebhookResponse;
        try {
          response = await run();
        } catch (error) {
          await claim.release();
          throw error;
        }
        await claim.settle(response);
        return response;
      }
      default:
        claim satisfies never;
    }
  }
}

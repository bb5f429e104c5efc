import { createHash } from "node:crypto";
import { type FormPairs, MAX_HTTP_REDIRECTS } from "@repartee/protocol";
import type { ExchangeRequest, RequestCause } from "./exchange.ts";
import type { HttpFault } from "./http-fault.ts";
import type { Answer, WebhookClient } from "./signed-request.ts";

/** Which document is asked for. */
export interface DocumentRequest {
  readonly cause: RequestCause;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly params: FormPairs;
  readonly authToken: string;
  /** Names this request; its retries carry the same idempotency token, another request another one. */
  readonly key: string;
}

export type FetchedDocument =
  | { readonly ok: true; readonly url: string; readonly answer: Answer }
  | ({ readonly ok: false; readonly url: string } & HttpFault);

/**
 * Fetches a document: signed, one more attempt when no connection comes about, HTTP redirects
 * followed as the platform does (301, 302, 303, 307 only).
 *
 * @param onRequest told each request that went out, with its answer.
 */
export async function fetchDocument(
  client: WebhookClient,
  document: DocumentRequest,
  onRequest: (request: ExchangeRequest) => void,
): Promise<FetchedDocument> {
  let { cause, method, url } = document;
  for (let hop = 0; hop <= MAX_HTTP_REDIRECTS; hop += 1) {
    if (!isHttpUrl(url))
      return {
        ok: false,
        url,
        code: 11100,
        sentence: `Expected an absolute http(s) URL, got "${url}".`,
      };
    const attempt = () =>
      client.send({
        cause,
        method,
        url,
        params: document.params,
        authToken: document.authToken,
        idempotencyToken: idempotencyToken(`${document.key}/${hop}`),
      });
    let sent = await attempt();
    onRequest(sent.request);
    if (sent.fault && connectFaults.has(sent.fault.code)) {
      sent = await attempt();
      onRequest(sent.request);
    }
    if (sent.fault) return { ok: false, url, ...sent.fault };
    const { answer } = sent;
    if (!answer || answer.status < 300 || answer.status > 399) {
      return answer
        ? { ok: true, url, answer }
        : { ok: false, url, code: 11200, sentence: "There was no answer." };
    }
    const next = nextHop(answer, url);
    if (next === undefined) {
      return {
        ok: false,
        url,
        code: 11216,
        sentence: `The answer ${answer.status} is not a redirect that is followed: expected 301, 302, 303 or 307 with a valid Location.`,
      };
    }
    // Only 307 keeps the method. The documentation has the follow-up GET carry "the standard
    // parameters"; which ones is unconfirmed, so the new address gets all of them, in its query.
    if (answer.status !== 307) method = "GET";
    cause = "http-redirect";
    url = next;
  }
  return {
    ok: false,
    url,
    code: 11215,
    sentence: `Over ${MAX_HTTP_REDIRECTS} HTTP redirects in a row.`,
  };
}

/** The default retry policy: only what failed before a connection came about. */
const connectFaults = new Set([11201, 11202, 11220]);
const followed = new Set([301, 302, 303, 307]);

function nextHop(answer: Answer, base: string): string | undefined {
  const location = answer.header("location");
  if (!followed.has(answer.status) || !location || !URL.canParse(location, base)) return undefined;
  return new URL(location, base).href;
}

function isHttpUrl(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** A UUID made from the key, so that it is the same again after a restart. */
function idempotencyToken(key: string): string {
  const hex = createHash("sha256").update(key).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

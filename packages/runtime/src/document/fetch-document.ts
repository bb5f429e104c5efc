import {
  type ConnectionOverrides,
  type FormPairs,
  locationUrl,
  MAX_HTTP_REDIRECTS,
  parseConnectionOverrides,
  retryCause,
  signedUrl,
} from "@repartee/protocol";
import type { Cookies } from "../cookies/open-cookies.ts";
import type { ExchangeRequest, RequestCause } from "../exchange/exchange.ts";
import type { NoticeInput } from "../exchange/exchange-draft.ts";
import { idempotencyToken } from "../http/idempotency-token.ts";
import { urlCredentials } from "../http/url-credentials.ts";
import type { SignedExchange, WebhookClient } from "../http/webhook-client.ts";
import type { Answer } from "../http/webhook-response.ts";
import type { DocumentCache } from "./document-cache.ts";

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

/** What fetching needs, and whom it tells. */
export interface FetchContext {
  readonly client: WebhookClient;
  readonly cookies: Cookies;
  readonly cache: DocumentCache;
  /** Told each request that went out, with its answer. */
  readonly onRequest: (request: ExchangeRequest) => void;
  /** Told what in the URL's fragment cannot be used. */
  readonly onNotice: (notice: NoticeInput) => void;
}

/** `url` is where the document was found, or what failed; it may hold user info. */
export type FetchedDocument =
  | { readonly ok: true; readonly url: string; readonly answer: Answer }
  | ({ readonly ok: false; readonly url: string } & Pick<
      NoticeInput,
      "code" | "sentence" | "advice"
    >);

/**
 * Fetches a document: signed, tried again as the URL's fragment says, with the cookies of its pair of
 * numbers, HTTP redirects followed as the platform does (301, 302, 303, 307 only).
 */
export async function fetchDocument(
  document: DocumentRequest,
  context: FetchContext,
): Promise<FetchedDocument> {
  const connection = parseConnectionOverrides(document.url);
  for (const fault of connection.faults) context.onNotice({ ...fault, request: null });
  const deadline = performance.now() + connection.totalMs;
  let { cause, method } = document;
  let url = context.client.publicUrl(document.url);
  for (let hop = 0; hop <= MAX_HTTP_REDIRECTS; hop += 1) {
    const fail = (code: number, sentence: string): FetchedDocument => {
      return { ok: false, url, code, sentence };
    };
    const refusal = urlFault(url);
    if (refusal !== undefined) return fail(11100, refusal);
    const request = { cause, method, url, params: document.params };
    const sent = await attempts(
      { ...request, authToken: document.authToken, key: `${document.key}/${hop}` },
      { connection, deadline },
      context,
    );
    if (!sent.answer) {
      const { code = 11200, sentence = "No answer.", advice } = sent.fault ?? {};
      return { ok: false, url, code, sentence, advice };
    }
    const cookieFault = context.cookies.take(url, sent.answer.all("set-cookie"));
    if (cookieFault !== undefined) return fail(11206, cookieFault);
    const answer = context.cache.settle(request, sent.answer);
    if (answer.status < 300 || answer.status > 399) return { ok: true, url, answer };
    const next = nextHop(answer, url);
    if (next === undefined) {
      const expected = "expected 301, 302, 303 or 307 with a valid Location";
      return fail(
        11216,
        `The answer ${answer.status} cannot be followed as a redirect: ${expected}.`,
      );
    }
    // Only 307 keeps the method. The documentation has the follow-up GET carry "the standard
    // parameters"; which ones is unconfirmed, so the new address gets all of them, in its query.
    if (answer.status !== 307) method = "GET";
    cause = "http-redirect";
    url = context.client.publicUrl(next);
  }
  const sentence = `Over ${MAX_HTTP_REDIRECTS} HTTP redirects in a row.`;
  return { ok: false, url, code: 11215, sentence };
}

interface Limits {
  readonly connection: ConnectionOverrides;
  readonly deadline: number;
}

/** Sends one request as often as the policy allows, and returns the last outcome. */
async function attempts(
  { key, ...request }: DocumentRequest,
  { connection, deadline }: Limits,
  { client, cookies, cache, onRequest }: FetchContext,
): Promise<SignedExchange> {
  const token = idempotencyToken(key);
  const cookie = cookies.header(request.url);
  const headers = {
    ...cache.conditions(request),
    ...(cookie === undefined ? {} : { Cookie: cookie }),
  };
  // The default edge is no choice, so it is no news.
  const edges = connection.edges.join() === "ashburn" ? [] : connection.edges;
  for (let attempt = 0; ; attempt += 1) {
    const sent = await client.send({
      ...request,
      headers,
      connection,
      deadline,
      idempotencyToken: token,
      edge: edges[attempt % edges.length],
    });
    for (const one of sent.requests) onRequest(one);
    const { answer, fault } = sent;
    const cause = retryCause({ status: answer?.status ?? null, phase: fault?.phase ?? null });
    const isOver = attempt === connection.retries || performance.now() >= deadline;
    if (isOver || cause === undefined || !connection.retryOn.has(cause)) return sent;
  }
}

const followed = new Set([301, 302, 303, 307]);

function nextHop(answer: Answer, base: string): string | undefined {
  const location = answer.header("location");
  return followed.has(answer.status) && location ? locationUrl(location, base) : undefined;
}

function urlFault(url: string): string | undefined {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    return `Expected an absolute http(s) URL, got "${signedUrl(url)}".`;
  return urlCredentials(url).ok ? undefined : "The URL's user info has a stray % in it.";
}

import {
  type FormPairs,
  MAX_DOCUMENT_BYTES,
  sign,
  signatureBase,
  WEBHOOK_CONNECT_MS,
  WEBHOOK_TOTAL_MS,
  writeForm,
} from "@repartee/protocol";
import { Agent, type Dispatcher, request as send } from "undici";
import type { ExchangeRequest, ExchangeResponse, RequestCause } from "./exchange.ts";
import { type HttpFault, httpFault } from "./http-fault.ts";

/** A request to the app, before it is signed. */
export interface SignedRequest {
  readonly cause: RequestCause;
  readonly method: "GET" | "POST";
  /** As configured: fragment and user info may be there, and are neither sent nor signed. */
  readonly url: string;
  readonly params: FormPairs;
  readonly authToken: string;
  /** Sent as `I-Twilio-Idempotency-Token`: the same for each attempt at one request. */
  readonly idempotencyToken: string;
}

/** The request as it went out, and its answer or why there is none. */
export interface SignedExchange {
  readonly request: ExchangeRequest;
  readonly answer: Answer | undefined;
  readonly fault: HttpFault | undefined;
}

export interface Answer extends ExchangeResponse {
  /** True when the body was longer than a document may be; the rest was not read. */
  readonly tooLarge: boolean;
  header(name: string): string | undefined;
}

export interface WebhookClientOptions {
  /** Milliseconds for one connection attempt. Default: 5000. */
  readonly connectMs?: number | undefined;
  /** Milliseconds for the whole exchange. Default: 15000. */
  readonly totalMs?: number | undefined;
  /** Milliseconds since the epoch, for the times in the exchange. Default: the system's. */
  readonly now?: (() => number) | undefined;
}

/** Signs and sends requests to apps, within the platform's time limits. */
export interface WebhookClient {
  /**
   * Never rejects for what a server does: a failure is the `fault` of the result. Rejects once the
   * client is closed, so that an interrupted request does not pass for a failed one.
   */
  send(request: SignedRequest): Promise<SignedExchange>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

/** Makes the client that all webhooks and status callbacks go through. */
export function createWebhookClient(options: WebhookClientOptions = {}): WebhookClient {
  const { connectMs = WEBHOOK_CONNECT_MS, totalMs = WEBHOOK_TOTAL_MS, now = Date.now } = options;
  const agent = new Agent({
    connect: { timeout: connectMs },
    headersTimeout: totalMs,
    bodyTimeout: totalMs,
  });

  return {
    async send(request) {
      const written = writeRequest(request);
      const startedAt = now();
      const record = (response: ExchangeResponse | null): ExchangeRequest => ({
        cause: request.cause,
        method: request.method,
        url: written.url,
        headers: Object.entries(written.headers),
        params: request.params,
        signedString: written.signedString,
        startedAt,
        durationMs: now() - startedAt,
        response,
      });
      try {
        const response = await send(written.url, {
          dispatcher: agent,
          method: request.method,
          headers: written.headers,
          body: written.body,
          signal: AbortSignal.timeout(totalMs),
        });
        const answer = await readAnswer(response);
        return { request: record(answer), answer, fault: undefined };
      } catch (error) {
        if (agent.destroyed) throw new Error("The webhook client was closed.", { cause: error });
        const fault = httpFault(error, new URL(written.url).host);
        return { request: record(null), answer: undefined, fault };
      }
    },
    close: () => agent.destroy(),
  };
}

interface WrittenRequest {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly signedString: string;
}

function writeRequest({
  method,
  url,
  params,
  authToken,
  idempotencyToken,
}: SignedRequest): WrittenRequest {
  const form = writeForm(params);
  const target = withoutUserInfo(method === "GET" ? withQuery(url, form) : url);
  const signed = { url: target, params: method === "GET" ? [] : params };
  const headers: Record<string, string> = {
    "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
    "X-Twilio-Signature": sign({ authToken, ...signed }),
    "I-Twilio-Idempotency-Token": idempotencyToken,
    "X-Home-Region": "us1",
    "User-Agent": "TwilioProxy/1.1",
    Accept: "*/*",
  };
  const body = method === "GET" ? null : form;
  return { url: target, headers, body, signedString: signatureBase(target, signed.params) };
}

/** Appends as text: the configured query is signed as it stands, never re-encoded. */
function withQuery(url: string, form: string): string {
  const [address = ""] = url.split("#", 1);
  return `${address}${address.includes("?") ? "&" : "?"}${form}`;
}

function withoutUserInfo(url: string): string {
  return url.replace(/#.*$/s, "").replace(/^([a-z]+:\/\/)[^/?#]*@/i, "$1");
}

async function readAnswer(response: Dispatcher.ResponseData): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  let tooLarge = false;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_DOCUMENT_BYTES) {
      tooLarge = true;
      break;
    }
  }
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): readonly [string, string] => [name, one]),
  );
  return {
    status: response.statusCode,
    headers,
    body: Buffer.concat(chunks).subarray(0, MAX_DOCUMENT_BYTES).toString("utf8"),
    tooLarge,
    header: (name) => headers.find(([known]) => known === name.toLowerCase())?.[1],
  };
}

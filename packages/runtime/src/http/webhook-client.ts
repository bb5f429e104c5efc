import {
  type ConnectionOverrides,
  type FormPairs,
  hasErrorCode,
  parseConnectionOverrides,
} from "@repartee/protocol";
import type { ExchangeRequest, RequestCause } from "../exchange/exchange.ts";
import { answerChallenge } from "./http-auth.ts";
import type { HttpFault } from "./http-fault.ts";
import { localRoute, type PublicAddress, toPublicUrl } from "./public-address.ts";
import { type Outcome, type SendLimits, sendWritten } from "./send-written.ts";
import { urlCredentials } from "./url-credentials.ts";
import { type AgentOptions, createWebhookAgents } from "./webhook-agents.ts";
import type { Answer } from "./webhook-response.ts";
import { recordedHeaders, type WrittenRequest, writeRequest } from "./write-request.ts";

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
  /** Further headers, such as `Cookie`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** How to connect. Default: what the URL's fragment says. */
  readonly connection?: ConnectionOverrides | undefined;
  /** When all must have ended, by `performance.now()`. Default: the total time from now on. */
  readonly deadline?: number | undefined;
  /** Named in the record alone. */
  readonly edge?: string | undefined;
}

/** The requests as they went out, and the last one's answer or why there is none. */
export interface SignedExchange {
  /** One; two when the first was answered with a challenge that the URL's user info meets. */
  readonly requests: readonly ExchangeRequest[];
  readonly answer: Answer | undefined;
  readonly fault: HttpFault | undefined;
}

export interface WebhookClientOptions extends AgentOptions {
  /** Milliseconds since the epoch, for the times in the exchange. Default: the system's. */
  readonly now?: (() => number) | undefined;
  /** Signs for a public address and requests a local one. Default: what is signed is requested. */
  readonly publicAddress?: PublicAddress | undefined;
}

/** Signs and sends requests to apps, within the platform's time limits. */
export interface WebhookClient {
  /**
   * Makes one attempt. Never rejects for what a server does: a failure is the `fault` of the result.
   * Rejects once the client is closed, so that an interrupted request does not pass for a failed one.
   */
  send(request: SignedRequest): Promise<SignedExchange>;
  /** The URL that is signed for this one: that of the app's public address, if it has one. */
  publicUrl(url: string): string;
  /** {@link close} was called. */
  readonly isClosed: boolean;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

/** Makes the client that all webhooks and status callbacks go through. */
export function createWebhookClient(options: WebhookClientOptions = {}): WebhookClient {
  const { now = Date.now, publicAddress } = options;
  const agents = createWebhookAgents(options);

  const publicUrl = (url: string) => (publicAddress ? toPublicUrl(url, publicAddress) : url);

  async function attempt(request: SignedRequest, limits: SendLimits): Promise<SignedExchange> {
    const url = publicUrl(request.url);
    const route = publicAddress && localRoute(url, publicAddress);
    const headers = { ...route?.headers, ...request.headers };
    const written = writeRequest({ ...request, url, headers, origin: route?.origin });
    const startedAt = now();
    const outcome = await exchange(written, limits);
    if (agents.isDestroyed && outcome.fault)
      throw new Error("The webhook client was closed.", { cause: outcome.error });
    const { answer, fault } = outcome;
    const recorded: ExchangeRequest = {
      cause: request.cause,
      method: request.method,
      url: written.url,
      headers: recordedHeaders(written),
      params: request.params,
      ...(request.edge === undefined ? {} : { edge: request.edge }),
      signedString: written.signedString,
      startedAt,
      durationMs: now() - startedAt,
      response: answer
        ? { status: answer.status, headers: answer.headers, body: answer.body }
        : null,
    };
    return { requests: [recorded], answer, fault };
  }

  async function exchange(written: WrittenRequest, limits: SendLimits): Promise<Outcome> {
    const dispatcher = agents.get(limits.connection);
    const first = await sendWritten(dispatcher, written, limits);
    // The app had closed a kept connection just when it was to be used again: that is no failure of
    // the app, and it sees the same idempotency token.
    return isStale(first.error) ? sendWritten(dispatcher, written, limits) : first;
  }

  return {
    async send(request) {
      const connection = request.connection ?? parseConnectionOverrides(request.url);
      const deadline = request.deadline ?? performance.now() + connection.totalMs;
      const limits = { connection, deadline };
      const first = await attempt(request, limits);
      const authorization = authorize(first.answer, request);
      if (authorization === undefined) return first;
      const headers = { ...request.headers, Authorization: authorization };
      const second = await attempt({ ...request, headers }, limits);
      return { ...second, requests: [...first.requests, ...second.requests] };
    },
    publicUrl,
    get isClosed() {
      return agents.isDestroyed;
    },
    close: agents.destroy,
  };
}

/** The first request never carries credentials; a challenge is met with those of the URL. */
function authorize(answer: Answer | undefined, request: SignedRequest): string | undefined {
  if (answer?.status !== 401) return undefined;
  const challenge = answer.header("www-authenticate");
  const credentials = urlCredentials(request.url);
  if (challenge === undefined || !credentials.ok || !credentials.value) return undefined;
  const { pathname, search } = new URL(writeRequest(request).url);
  return answerChallenge(challenge, credentials.value, {
    method: request.method,
    uri: `${pathname}${search}`,
  });
}

/** Did a connection end that had served an answer before, and nothing came for this request? */
function isStale(error: unknown): boolean {
  if (!hasErrorCode(error, "UND_ERR_SOCKET")) return false;
  const { socket }: { readonly socket?: unknown } = Object(error);
  const { bytesRead }: { readonly bytesRead?: unknown } = Object(socket);
  return Number(bytesRead) > 0;
}

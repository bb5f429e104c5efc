import {
  createInboundReceiver,
  createStatusReceiver,
  type InboundHandler,
  type InboundOptions,
  type Receiver,
  readBody,
  type StatusHandler,
  type WebhookOptions,
  type WebhookRequest,
} from "@repartee/webhook";

/** A web-standard handler. */
export interface FetchHandler {
  (request: Request): Promise<Response>;
  /** What stands behind it, for hosts that have no `Request`. */
  readonly receiver: Receiver;
}

/**
 * Web-standard handler for the platform's message webhook: verifies the signature, hands the typed
 * message to the handler, and answers with what the handler returns.
 *
 * @throws ReparteeError `options_invalid` at once when the public URL is missing or malformed.
 * @example
 * const sms = inbound({ authToken, publicUrl }, ({ body }) => `You said: ${body}`);
 * app.post("/sms", (c) => sms(c.req.raw)); // Hono
 * export const POST = sms; // Next.js, app/sms/route.ts
 */
export function inbound<M = unknown>(
  options: InboundOptions<M>,
  handler: InboundHandler<M>,
): FetchHandler {
  return host(createInboundReceiver(options, handler));
}

/**
 * Web-standard handler for status callbacks: verifies the signature and hands on the typed event.
 *
 * @throws ReparteeError `options_invalid` at once when the public URL is missing or malformed.
 * @example
 * export const POST = statusCallback({ authToken, publicUrl }, ({ messageSid, status }) => { … });
 */
export function statusCallback(options: WebhookOptions, handler: StatusHandler): FetchHandler {
  return host(createStatusReceiver(options, handler));
}

function host(receiver: Receiver): FetchHandler {
  async function webhook(request: Request): Promise<Response> {
    const { status, headers, body } = await receiver(toWebhookRequest(request));
    // A Response with one of these statuses refuses even an empty text.
    return new Response(status === 204 ? null : body, { status, headers });
  }
  return Object.assign(webhook, { receiver });
}

function toWebhookRequest(request: Request): WebhookRequest {
  return {
    method: request.method,
    // Cut out, not parsed: parsing would re-encode what was signed.
    target: request.url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, ""),
    header: (name) =>
      // A Request has the authority of HTTP/2 in its URL; a header cannot have that name.
      name === ":authority" ? new URL(request.url).host : (request.headers.get(name) ?? undefined),
    body: () => bodyOf(request),
  };
}

async function bodyOf(request: Request): Promise<Uint8Array> {
  if (request.bodyUsed) {
    throw new Error(
      `The body of ${request.method} ${new URL(request.url).pathname} was read before the webhook could verify it: call the webhook before request.formData(), .text() or .json(), or give them request.clone().`,
    );
  }
  return request.body === null ? new Uint8Array() : readBody(request.body);
}

import {
  createInboundReceiver,
  createStatusReceiver,
  type InboundHandler,
  type InboundOptions,
  type Receiver,
  type StatusHandler,
  type WebhookOptions,
} from "@repartee/webhook";
import type { RequestHandler } from "express";
import { toWebhookRequest } from "./webhook-request.ts";

/**
 * Express middleware for the platform's message webhook: verifies the signature, hands the typed
 * message to the handler, and answers with what the handler returns.
 *
 * Works before or after body parsers, as long as one of them keeps the raw bytes. What the handler
 * throws goes to `onError`, not to Express: it is the same in every host.
 *
 * @throws ReparteeError `options_invalid` at once when the public URL is missing or malformed.
 * @example
 * app.post("/sms", inbound({ authToken, publicUrl }, ({ body }) => `You said: ${body}`));
 */
export function inbound<M = unknown>(
  options: InboundOptions<M>,
  handler: InboundHandler<M>,
): RequestHandler {
  return host(createInboundReceiver(options, handler));
}

/**
 * Express middleware for status callbacks: verifies the signature and hands on the typed event.
 *
 * @throws ReparteeError `options_invalid` at once when the public URL is missing or malformed.
 * @example
 * app.post("/status", statusCallback({ authToken, publicUrl }, ({ messageSid, status }) => { … }));
 */
export function statusCallback(options: WebhookOptions, handler: StatusHandler): RequestHandler {
  return host(createStatusReceiver(options, handler));
}

function host(receive: Receiver): RequestHandler {
  return function webhook(req, res, next) {
    receive(toWebhookRequest(req))
      .then(({ status, headers, body }) => {
        // Not `send`: the answer is no page that a browser would ask for again with an ETag.
        res.status(status);
        for (const name in headers) res.setHeader(name, headers[name] ?? "");
        res.end(body);
      })
      .catch(next);
  };
}

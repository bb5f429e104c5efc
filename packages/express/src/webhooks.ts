import {
  createInboundReceiver,
  createStatusReceiver,
  type InboundHandler,
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
 * What the handler throws goes to Express's own error handling.
 *
 * @throws ReparteeError `options_invalid` at once when the public URL is missing or malformed.
 * @example
 * app.post("/sms", inbound({ authToken, publicUrl }, ({ body }) => `You said: ${body}`));
 */
export function inbound(options: WebhookOptions, handler: InboundHandler): RequestHandler {
  return host(createInboundReceiver(options, handler));
}

/**
 * Express middleware for status callbacks: verifies the signature and hands on the typed event.
 *
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
        res.status(status).set(headers).send(body);
      })
      .catch(next);
  };
}

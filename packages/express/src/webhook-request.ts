import { readBody, type WebhookRequest } from "@repartee/webhook";
import type { Request } from "express";

/**
 * Describes an Express request as the receiver wants it: target and body exactly as they came.
 *
 * Reading the body fails when a body parser has eaten the bytes that were signed.
 */
export function toWebhookRequest(req: Request): WebhookRequest {
  return {
    method: req.method,
    // The whole target, also below a mounted router.
    target: req.originalUrl,
    header: (name) => req.get(name),
    body: () => rawBody(req),
  };
}

async function rawBody(req: Request): Promise<Uint8Array> {
  if ("rawBody" in req && req.rawBody instanceof Uint8Array) return req.rawBody;
  if (!req.readableDidRead) return readBody(req);
  if (Buffer.isBuffer(req.body)) return req.body;
  throw new Error(
    `The body of ${req.method} ${req.path} was read before the webhook could verify it: move this route above app.use(express.urlencoded(…)) and app.use(express.json(…)), or keep the bytes in req.rawBody with the parser's verify option.`,
  );
}

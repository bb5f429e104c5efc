import { readHostBody, type WebhookRequest } from "@repartee/webhook";
import type { Request } from "express";

/**
 * Describes an Express request as the receiver wants it: target and body exactly as they came.
 *
 * Reading the body fails when a body parser has read the bytes that were signed and kept none.
 */
export function toWebhookRequest(req: Request): WebhookRequest {
  return {
    method: req.method,
    // The whole target, also below a mounted router.
    target: req.originalUrl,
    header: (name) => req.get(name),
    body: () =>
      readHostBody({
        rawBody: "rawBody" in req ? req.rawBody : undefined,
        stream: req,
        // Bytes or text, where express.raw() or express.text() has read the body.
        parsed: req.body,
        advice: `The body of ${req.method} ${req.path} was read before the webhook could verify it: move this route above app.use(express.urlencoded(…)) and app.use(express.json(…)), or keep the bytes in req.rawBody with the parser's verify option.`,
      }),
  };
}

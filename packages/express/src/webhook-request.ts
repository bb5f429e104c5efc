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
  // Text loses nothing: a form is ASCII, and JSON is UTF-8.
  const kept = "rawBody" in req ? bytesOf(req.rawBody) : undefined;
  if (kept) return kept;
  if (!req.readableDidRead) return readBody(req);
  // What express.raw() and express.text() leave.
  const read = bytesOf(req.body);
  if (read) return read;
  throw new Error(
    `The body of ${req.method} ${req.path} was read before the webhook could verify it: move this route above app.use(express.urlencoded(…)) and app.use(express.json(…)), or keep the bytes in req.rawBody with the parser's verify option.`,
  );
}

function bytesOf(body: unknown): Uint8Array | undefined {
  if (body instanceof Uint8Array) return body;
  return typeof body === "string" ? Buffer.from(body) : undefined;
}

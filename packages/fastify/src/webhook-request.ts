import { Readable } from "node:stream";
import { readHostBody, type WebhookRequest } from "@repartee/webhook";
import type { FastifyRequest } from "fastify";

/**
 * Describes a Fastify request as the receiver wants it: target and body exactly as they came.
 *
 * Reading the body fails when a hook has read the bytes that were signed and kept none.
 */
export function toWebhookRequest(request: FastifyRequest): WebhookRequest {
  return {
    method: request.method,
    // What came over the wire, also where `rewriteUrl` has changed it.
    target: request.originalUrl,
    header: (name) => request.headers[name]?.toString(),
    body: () =>
      readHostBody({
        // Set by fastify-raw-body and by hooks like it.
        rawBody: "rawBody" in request ? request.rawBody : undefined,
        stream: payloadOf(request),
        parsed: request.body,
        advice: `The body of ${request.method} ${request.url} was read before the webhook could verify it: let the preParsing hook that reads it return a Readable of the same bytes, or keep them in request.rawBody.`,
      }),
  };
}

/** The payload, where there is one: `preParsing` hooks may have replaced the socket's stream. */
function payloadOf({ body, raw }: FastifyRequest): AsyncIterable<Uint8Array | string> {
  // Not `instanceof Readable`: many packages bring streams of their own class.
  if (isChunks(body)) return body;
  // Streams of the time before asynchronous iteration.
  return isOldStream(body) ? new Readable().wrap(body) : raw;
}

function isChunks(body: unknown): body is AsyncIterable<Uint8Array | string> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body;
}

function isOldStream(body: unknown): body is NodeJS.ReadableStream {
  return typeof body === "object" && body !== null && "on" in body && "pipe" in body;
}

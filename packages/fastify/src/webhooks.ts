import { Readable } from "node:stream";
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
import type { FastifyPluginAsync, FastifyRequest } from "fastify";

/**
 * Fastify plugin for the platform's message webhook, on POST and GET of the prefix it is registered
 * with: verifies the signature, hands the typed message to the handler, and answers with what the
 * handler returns.
 *
 * Its body parser is its own: those of the app are neither used nor changed.
 *
 * @throws ReparteeError `options_invalid` at once when the public URL is missing or malformed.
 * @example
 * app.register(inbound({ authToken, publicUrl }, ({ body }) => `You said: ${body}`), { prefix: "/sms" });
 */
export function inbound<M = unknown>(
  options: InboundOptions<M>,
  handler: InboundHandler<M>,
): FastifyPluginAsync {
  return host(createInboundReceiver(options, handler));
}

/**
 * Fastify plugin for status callbacks: verifies the signature and hands on the typed event.
 *
 * @throws ReparteeError `options_invalid` at once when the public URL is missing or malformed.
 * @example
 * app.register(statusCallback({ authToken, publicUrl }, ({ messageSid, status }) => { … }), { prefix: "/status" });
 */
export function statusCallback(
  options: WebhookOptions,
  handler: StatusHandler,
): FastifyPluginAsync {
  return host(createStatusReceiver(options, handler));
}

function host(receive: Receiver): FastifyPluginAsync {
  return async function webhook(scope) {
    // The signature covers the bytes as they came: nothing may be parsed before the receiver reads.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    scope.route({
      method: ["GET", "POST"],
      url: "/",
      async handler(request, reply) {
        const { status, headers, body } = await receive(toWebhookRequest(request));
        return reply.code(status).headers(headers).send(body);
      },
    });
  };
}

function toWebhookRequest(request: FastifyRequest): WebhookRequest {
  return {
    method: request.method,
    // What came over the wire, also where `rewriteUrl` has changed it.
    target: request.originalUrl,
    header: (name) => request.headers[name]?.toString(),
    // The payload, where there is one: `preParsing` hooks may have put another in place of the socket's.
    body: () => readBody(request.body instanceof Readable ? request.body : request.raw),
  };
}

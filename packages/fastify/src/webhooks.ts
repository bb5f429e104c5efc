import {
  createInboundReceiver,
  createStatusReceiver,
  type InboundHandler,
  type InboundOptions,
  type Receiver,
  type StatusHandler,
  type WebhookOptions,
} from "@repartee/webhook";
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { toWebhookRequest } from "./webhook-request.ts";

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
  async function webhook(request: FastifyRequest, reply: FastifyReply) {
    const { status, headers, body } = await receive(toWebhookRequest(request));
    return reply.code(status).headers(headers).send(body);
  }
  return async function plugin(scope) {
    // The signature covers the bytes as they came: nothing may be parsed before the receiver reads.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    scope.route({
      method: ["GET", "POST"],
      url: "/",
      handler: webhook,
      async errorHandler(error, request, reply) {
        // A malformed Content-Type: the receiver answers as in every other host, without a page.
        if (error.code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return webhook(request, reply);
        throw error;
      },
    });
  };
}

import {
  type InboundMessage,
  isReparteeError,
  parseInboundMessage,
  parseStatusEvent,
  type StatusEvent,
} from "@repartee/protocol";
import { type Answer, plain, toResponse } from "./answer.ts";
import type { WebhookOptions } from "./options.ts";
import { createVerifier, type Verified } from "./verify-request.ts";
import type { WebhookRequest, WebhookResponse } from "./webhook-request.ts";

/** Answers a message. */
export type InboundHandler = (message: InboundMessage) => Answer | Promise<Answer>;

/** Hears of a message's move. */
export type StatusHandler = (event: StatusEvent) => void | Promise<void>;

/** Takes a request of the platform and tells what to answer. Rejects with what the handler threw. */
export type Receiver = (request: WebhookRequest) => Promise<WebhookResponse>;

/**
 * Receives inbound messages: verified, typed, answered in markup.
 *
 * A request without a valid signature gets 403, one without the required parameters 400.
 */
export function createInboundReceiver(options: WebhookOptions, handler: InboundHandler): Receiver {
  return receiver(options, parseInboundMessage, async (message) =>
    toResponse(await handler(message)),
  );
}

/** Receives status callbacks: verified, typed, answered with 204. */
export function createStatusReceiver(options: WebhookOptions, handler: StatusHandler): Receiver {
  return receiver(options, parseStatusEvent, async (event) => {
    await handler(event);
    return plain(204);
  });
}

/** What the sender has done wrong, as HTTP tells it. */
const httpStatus: Readonly<Record<string, number>> = {
  body_too_large: 413,
  inbound_invalid: 400,
  status_invalid: 400,
};

function receiver<Event>(
  options: WebhookOptions,
  parse: (params: Extract<Verified, { ok: true }>["params"]) => Event,
  handle: (event: Event) => Promise<WebhookResponse>,
): Receiver {
  const verify = createVerifier(options);
  return async (request) => {
    let event: Event;
    try {
      const verified = await verify(request);
      if (!verified.ok) {
        options.onRejected?.(verified.rejection);
        return plain(403);
      }
      event = parse(verified.params);
    } catch (error) {
      const status = isReparteeError(error) ? httpStatus[error.code] : undefined;
      if (status === undefined || !(error instanceof Error)) throw error;
      return plain(status, error.message);
    }
    return handle(event);
  };
}

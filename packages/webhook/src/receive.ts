import {
  type AccountSid,
  isReparteeError,
  type MessageSid,
  parseInboundMessage,
  parseStatusEvent,
  type StatusEvent,
} from "@repartee/protocol";
import { type Answer, plain, toResponse } from "./answer.ts";
import { createMemoryClaims } from "./claims/memory-claims.ts";
import { deliveryKey, IDEMPOTENCY_TOKEN, once } from "./claims/once.ts";
import { assertDeadline, dueTime, inTime, late, leftOf, logLateAnswer } from "./deadline.ts";
import { log } from "./log.ts";
import type { InboundOptions, WebhookOptions } from "./options.ts";
import { logRejection } from "./rejection.ts";
import { type ReceivedMessage, withFetch } from "./request/inbound-media.ts";
import type { WebhookRequest, WebhookResponse } from "./request/webhook-request.ts";
import { createVerifier, type SignedParams } from "./verify/verify-request.ts";

/** Answers a message. */
export type InboundHandler<M = unknown> = (message: ReceivedMessage<M>) => Answer | Promise<Answer>;

/** Hears of a message's move. */
export type StatusHandler = (event: StatusEvent) => void | Promise<void>;

/** Takes a request of the platform and tells what to answer; never rejects. */
export type Receiver = (request: WebhookRequest) => Promise<WebhookResponse>;

/**
 * Receives inbound messages: verified, typed, handled once, answered in markup and in time.
 *
 * A request without a valid signature gets 403, one without the required parameters 400.
 *
 * @throws ReparteeError `options_invalid` at once when the public URL is missing or malformed.
 */
export function createInboundReceiver<M = unknown>(
  options: InboundOptions<M>,
  handler: InboundHandler<M>,
): Receiver {
  return createReceiver(options, {
    parse: (params, request) =>
      withFetch(parseInboundMessage(params), request.header(IDEMPOTENCY_TOKEN), options.fetchMedia),
    handle: handler,
    write: toResponse,
  });
}

/**
 * Receives status callbacks: verified, typed, handled once, answered with 204.
 *
 * @throws ReparteeError `options_invalid` at once when the public URL is missing or malformed.
 */
export function createStatusReceiver(options: WebhookOptions, handler: StatusHandler): Receiver {
  return createReceiver(options, {
    parse: parseStatusEvent,
    handle: handler,
    write: () => plain(204),
  });
}

/** What differs between the webhooks. */
interface Kind<Event> {
  parse(params: SignedParams, request: WebhookRequest): Event;
  handle(event: Event): Answer | Promise<Answer>;
  write(answer: Answer): WebhookResponse;
}

/** What both kinds of event have. */
interface DeliveredEvent {
  readonly accountSid: AccountSid;
  readonly messageSid: MessageSid;
}

/** What the sender did wrong, as an HTTP status. */
const httpStatus: Readonly<Record<string, number>> = {
  body_incomplete: 400,
  body_late: 408,
  body_too_large: 413,
  inbound_invalid: 400,
  status_invalid: 400,
};

function createReceiver<Event extends DeliveredEvent>(
  options: WebhookOptions,
  { parse, handle, write }: Kind<Event>,
): Receiver {
  const {
    claims = createMemoryClaims(),
    claimBy = "message",
    deadlineMs = 13_000,
    onError = log.error,
    onLateAnswer = logLateAnswer,
    onRejected = logRejection,
  } = options;
  assertDeadline(deadlineMs);
  const verify = createVerifier(options);

  /** The answer of `onError` for what was thrown; 500 without one. */
  async function failed(error: unknown, messageSid?: MessageSid): Promise<WebhookResponse> {
    try {
      const answer = await onError(error, messageSid);
      return answer === undefined || answer === null ? plain(500) : write(answer);
    } catch (second) {
      log.error(second);
      return plain(500);
    }
  }

  return async function receive(request) {
    const startedAt = Date.now();
    let event: Event;
    try {
      const verified = await verify(request, dueTime(deadlineMs, startedAt));
      if (!verified.ok) {
        onRejected(verified.rejection);
        return plain(403);
      }
      event = parse(verified.params, request);
    } catch (error) {
      const status = isReparteeError(error) ? httpStatus[error.code] : undefined;
      if (status === undefined || !(error instanceof Error)) return failed(error);
      const refusal = plain(status, error.message);
      // The rest of a late body must not hold the connection (RFC 9110, section 15.5.9).
      return status === 408
        ? { ...refusal, headers: { ...refusal.headers, Connection: "close" } }
        : refusal;
    }

    const { messageSid } = event;
    let isLate = false;
    async function answer(): Promise<WebhookResponse> {
      const answer = await handle(event);
      const response = write(answer);
      if (!isLate) return response;
      if (answer) onLateAnswer({ messageSid, answer, lateMs: Date.now() - startedAt - deadlineMs });
      return write(undefined);
    }
    const key = deliveryKey(request, event, claimBy);
    const response = (claims ? once(claims, key, answer) : answer()).catch((error: unknown) =>
      failed(error, messageSid),
    );
    const inDue = await inTime(response, leftOf(deadlineMs, startedAt));
    if (inDue !== late) return inDue;
    isLate = true;
    return write(undefined);
  };
}

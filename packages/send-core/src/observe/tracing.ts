import {
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { isFinal, type MessageSid } from "@repartee/protocol";
import type { Message, MessageEvent } from "../message.ts";
import type { Observer } from "../ports/observer.ts";
import { masked } from "./masked.ts";

const MOST = 10_000;

/**
 * Traces each message as one span from its first status to its last, with its moves as events and its
 * hand-overs as spans of their own. A message from before a restart has a span from there on.
 *
 * @param tracer default: the global one, which does nothing until an SDK is registered.
 */
export function createTracing(tracer: Tracer = trace.getTracer("repartee")): Observer {
  const open = new Map<MessageSid, Span>();

  function spanOf(message: Message, at: number): Span {
    const known = open.get(message.sid);
    if (known) return known;
    const { sid, direction, from, to, numMedia, accountSid } = message;
    const kind = direction === "inbound" ? SpanKind.CONSUMER : SpanKind.PRODUCER;
    const span = tracer.startSpan("message", {
      kind,
      startTime: at,
      attributes: {
        "messaging.system": "repartee",
        "messaging.message.id": sid,
        "repartee.account": accountSid,
        "repartee.direction": direction,
        "repartee.from": masked(from),
        "repartee.to": masked(to),
        "repartee.media": numMedia,
      },
    });
    open.set(sid, span);
    if (open.size > MOST) drop();
    return span;
  }

  function drop(): void {
    for (const [sid, span] of open) {
      span.end();
      open.delete(sid);
      return;
    }
  }

  function end({ sid, status, errorCode }: Message, span: Span, { at }: MessageEvent): void {
    if (!isFinal(status)) return;
    if (errorCode !== null) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(errorCode) });
    }
    span.end(at);
    open.delete(sid);
  }

  return {
    moved(message, event) {
      const span = spanOf(message, event.at);
      const code = event.errorCode === null ? {} : { "repartee.code": event.errorCode };
      span.addEvent(event.status, { "repartee.cause": event.cause, ...code }, event.at);
      end(message, span, event);
    },
    handedOver({ message, attempt, answer, ms }) {
      const parent = open.get(message.sid);
      const now = message.dateUpdated + ms;
      const span = tracer.startSpan(
        "hand-over",
        {
          kind: SpanKind.CLIENT,
          startTime: message.dateUpdated,
          attributes: { "messaging.message.id": message.sid, "repartee.attempt": attempt },
        },
        parent && trace.setSpan(context.active(), parent),
      );
      if (!answer.ok) span.setStatus({ code: SpanStatusCode.ERROR, message: String(answer.code) });
      span.end(now);
    },
    calledBack({ sid }, { status, attempt, httpStatus, errorCode, at }) {
      open.get(sid)?.addEvent(
        "status callback",
        {
          "repartee.status": status,
          "repartee.attempt": attempt,
          "http.response.status_code": httpStatus ?? 0,
          "repartee.code": errorCode ?? 0,
        },
        at,
      );
    },
    failed: (error) =>
      trace.getActiveSpan()?.recordException(error instanceof Error ? error : String(error)),
  };
}

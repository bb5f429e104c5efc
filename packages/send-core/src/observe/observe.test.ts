import { type Span, SpanKind, type SpanOptions, type Tracer } from "@opentelemetry/api";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { observers } from "../ports/observer.ts";
import { createFakeCarrier } from "../test/fake-carrier.ts";
import { handset, longCode, openCore, request } from "../test/open-core.ts";
import { createLogging } from "./logging.ts";
import { createMetrics } from "./metrics.ts";
import { createTracing } from "./tracing.ts";

interface Seen {
  readonly name: string;
  readonly kind: SpanKind | undefined;
  readonly events: string[];
  ended: boolean;
}

/** A tracer that keeps what it is told. */
function createSeeingTracer(): { readonly tracer: Tracer; readonly spans: Seen[] } {
  const spans: Seen[] = [];
  const startSpan = (name: string, options: SpanOptions = {}): Span => {
    const seen: Seen = { name, kind: options.kind, events: [], ended: false };
    spans.push(seen);
    const span: Span = {
      spanContext: () => ({ traceId: "1".repeat(32), spanId: "2".repeat(16), traceFlags: 1 }),
      setAttribute: () => span,
      setAttributes: () => span,
      addEvent(event) {
        seen.events.push(event);
        return span;
      },
      addLink: () => span,
      addLinks: () => span,
      setStatus: () => span,
      updateName: () => span,
      end() {
        seen.ended = true;
      },
      isRecording: () => true,
      recordException: () => {},
    };
    return span;
  };
  return {
    spans,
    tracer: {
      startSpan,
      startActiveSpan() {
        throw new Error("Not in use.");
      },
    },
  };
}

const body = "the secret of the pizza";
const statusCallback = { url: "https://app.example/status", method: "POST" } as const;

test("counts moves, waits, hand-overs, callbacks and refusals, and reads the queue", async () => {
  const opening = await openCore({
    observed: (store, clock) => createMetrics({ queue: store, clock }),
  });
  onTestFinished(opening.close);
  await opening.send({ statusCallback });
  await opening.send({ to: "+15005530003" });
  await opening.core.send(request({ to: "" }));
  await opening.clock.advance(500);
  const metrics = opening.observer;
  if (!metrics) throw new Error("No metrics.");
  const text = await metrics.read();
  expect(text).toContain(
    'repartee_messages_total{direction="outbound-api",status="queued",code=""} 2',
  );
  expect(text).toContain('repartee_refusals_total{code="21604"} 1');
  expect(text).toContain("repartee_queue_messages 1");
  expect(text).toContain(`repartee_queue_seconds{limit="${longCode}"} 1.5`);
  await opening.clock.advance(2000);
  const later = await metrics.read();
  expect(later).toContain('status="undelivered",code="30003"} 1');
  expect(later).toContain('repartee_callbacks_total{outcome="204"} 2');
  expect(later).toContain('repartee_hand_over_seconds_count{outcome="taken"} 2');
  expect(later).toContain(`repartee_queue_wait_seconds_count{sender="${longCode}"} 2`);
  expect(later).not.toContain(handset);
});

test("logs every move, and neither body nor whole number", async () => {
  const lines: string[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(line) });
  const opening = await openCore({ observed: () => createLogging(log) });
  onTestFinished(opening.close);
  await opening.send({ body, statusCallback });
  await opening.send({ body, to: "+15005530003" });
  await opening.clock.advance(3000);
  const text = lines.join("");
  for (const word of [
    "message queued",
    "message delivered",
    "message undelivered",
    "handed over",
  ]) {
    expect(text).toContain(word);
  }
  expect(text).toContain('"code":30003');
  for (const secret of [body, handset, longCode, "secret"]) expect(text).not.toContain(secret);
});

test("traces a message as one span with its moves, and a span for each hand-over", async () => {
  const { tracer, spans } = createSeeingTracer();
  const busy = { ok: false, code: 30017, sentence: "Busy.", isTemporary: true } as const;
  let times = 0;
  const carrier = createFakeCarrier({}, async () => (times++ === 0 ? busy : { ok: true }));
  const opening = await openCore({
    carrier: () => carrier,
    observed: () => observers([createTracing(tracer), {}]),
  });
  onTestFinished(opening.close);
  const { sid } = await opening.send({ body });
  await opening.clock.advance(5000);
  await carrier.give({
    messageSid: sid,
    status: "delivered",
    at: opening.clock.now(),
    errorCode: null,
  });
  expect(spans.map(({ name, kind, ended }) => [name, kind, ended])).toEqual([
    ["message", SpanKind.PRODUCER, true],
    ["hand-over", SpanKind.CLIENT, true],
    ["hand-over", SpanKind.CLIENT, true],
  ]);
  expect(spans[0]?.events).toEqual(["queued", "sending", "sent", "delivered"]);
});

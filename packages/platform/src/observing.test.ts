import { once } from "node:events";
import { createServer } from "node:http";
import { Writable } from "node:stream";
import { type Span, trace } from "@opentelemetry/api";
import { createVirtualClock, defaultPriceRules } from "@repartee/send-core";
import pino from "pino";
import { expect, onTestFinished, test } from "vitest";
import { startPlatform } from "./start-platform.ts";

const number = "+15005550006";
const handset = "+14155550100";

/** What a tracer of the OpenTelemetry API gets, by the names of spans and their events. */
function traced(): string[] {
  const names: string[] = [];
  const span = (name: string): Span => {
    names.push(name);
    const one: Span = {
      ...trace.wrapSpanContext({ traceId: "1".repeat(32), spanId: "2".repeat(16), traceFlags: 1 }),
      spanContext: () => ({ traceId: "1".repeat(32), spanId: "2".repeat(16), traceFlags: 1 }),
      setStatus: () => one,
      setAttribute: () => one,
      setAttributes: () => one,
      addLink: () => one,
      addLinks: () => one,
      updateName: () => one,
      isRecording: () => true,
      recordException: () => {},
      addEvent(event) {
        names.push(`${name}: ${event}`);
        return one;
      },
      end: () => void names.push(`${name} ends`),
    };
    return one;
  };
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan: span,
      startActiveSpan: () => {
        throw new Error("Not used.");
      },
    }),
  });
  onTestFinished(() => trace.disable());
  return names;
}

async function sink(): Promise<string> {
  const server = createServer((_req, res) => res.writeHead(204).end()).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("There is no port.");
  return `http://localhost:${address.port}/status`;
}

test("a message is counted, logged, traced and priced, without its body and numbers", async () => {
  const names = traced();
  let log = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log += chunk;
      done();
    },
  });
  const long = { sms: { out: 50_000, in: 0 }, mms: { out: 0, in: 0 } };
  const senders = { ...defaultPriceRules.senders, "long-code": long };
  const platform = await startPlatform({
    port: 0,
    numbers: [{ address: number }],
    log: pino({ level: "debug" }, stream),
    prices: { ...defaultPriceRules, senders },
    reach: { permittedCountries: ["US"] },
  });
  onTestFinished(platform.close);
  const { account, sendCore, url } = platform;
  const base = { accountSid: account.sid, direction: "outbound-api", from: number } as const;
  const content = { body: "The secret.", mediaUrls: [] };
  const statusCallback = { url: await sink(), method: "POST" } as const;
  const sent = await sendCore.send({ ...base, ...content, to: handset, statusCallback });
  const abroad = await sendCore.send({ ...base, ...content, to: "+491711234567" });
  expect(abroad).toMatchObject({ ok: false, code: 21408 });
  if (!sent.ok) throw new Error(sent.sentence);
  const { sid } = sent.message;
  const { price } = await sendCore.reached(sid, "delivered");
  expect(price?.amount).toBe(50_000);
  await expect
    .poll(() => sendCore.callbacks(sid))
    .toMatchObject([{ status: "sent" }, { status: "delivered" }]);

  const metrics = await fetch(`${url}/metrics`);
  expect(metrics.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  const text = await metrics.text();
  expect(text).toMatch(
    /^repartee_messages_total\{direction="outbound-api",status="delivered",code=""\} 1$/m,
  );
  expect(text).toMatch(/^repartee_refusals_total\{code="21408"\} 1$/m);
  expect(text).toMatch(/^repartee_queue_messages 0$/m);
  expect(text).toMatch(/^repartee_queue_wait_seconds_count\{sender="\+15005550006"\} 1$/m);
  expect(text).toMatch(/^repartee_callbacks_total\{outcome="204"\} 2$/m);
  expect(text).not.toContain(handset);

  const lines = log
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ msg }) => msg)).toEqual(
    expect.arrayContaining([
      "message queued",
      "message delivered",
      "handed over",
      "status callback",
    ]),
  );
  expect(lines.find(({ msg }) => msg === "message refused")).toMatchObject({ code: 21408 });
  expect(log).not.toMatch(/secret|\+1415/);
  expect(names).toEqual(
    expect.arrayContaining(["message", "message: delivered", "hand-over", "message ends"]),
  );
});

test("an undelivered message is counted by its code, in virtual time", async () => {
  const clock = createVirtualClock(Date.UTC(2026, 0, 1));
  const platform = await startPlatform({
    port: 0,
    clock,
    numbers: [{ address: number }],
  });
  onTestFinished(platform.close);
  const { account, sendCore, url } = platform;
  const request = {
    direction: "outbound-api",
    from: number,
    to: "+15005530003",
    body: "Hi",
  } as const;
  await sendCore.send({ accountSid: account.sid, mediaUrls: [], ...request });
  await clock.advance(60_000);
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).toMatch(/^repartee_messages_total\{.*code="30003"\} 1$/m);
});

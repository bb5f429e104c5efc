import { describe, expect, test, vi } from "vitest";
import { createInboundReceiver, type Rejection } from "../index.ts";
import { authToken, fields, post, publicUrl } from "../webhook.fixture.ts";

const text = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

/** Texts that cost a careless reader more than their length. */
const units = [
  "a",
  "&",
  "a&",
  "=",
  "a=&",
  "%",
  "%f",
  "%ff",
  "+",
  "?",
  "#",
  "a[",
  "é",
  "%C3",
  "'",
  "/",
];

const forged = { "x-twilio-signature": "x".repeat(27).concat("=") };

/** Milliseconds of the processor, so that other processes do not count. */
async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

/** The fastest of three: the compiler and the garbage collector are not the receiver's. */
async function fastest(run: () => Promise<unknown>): Promise<number> {
  const first = await timed(run);
  return first < 40 ? first : Math.min(first, await timed(run), await timed(run));
}

describe("an unsigned request costs next to nothing", () => {
  const rejections: Rejection[] = [];
  const receive = createInboundReceiver(
    { authToken, publicUrl, onRejected: (rejection) => rejections.push(rejection) },
    () => expect.unreachable(),
  );

  test("without a signature, its body is not even read", async () => {
    const request = {
      ...post(fields, { "x-twilio-signature": "" }, `/sms?${text("a", 15_000)}`),
      body: () => expect.unreachable(),
    };
    expect(await fastest(() => receive(request))).toBeLessThan(40);
    expect((await receive(request)).status).toBe(403);
    const short = { ...request, ...post(fields, { "x-twilio-signature": "AAAA" }) };
    expect((await receive({ ...short, body: () => expect.unreachable() })).status).toBe(403);
  });

  test.each(units)("with a forged one and 15 kB of %j in its query", async (unit) => {
    const request = post(fields, forged, `/sms?${text(unit, 15_000)}`);
    expect(await fastest(() => receive(request))).toBeLessThan(40);
    expect([403, 413]).toContain((await receive(request)).status);
  });

  test.each(units)("with a forged one and 256 kB of %j in its body", async (unit) => {
    const body = Buffer.from(text(unit, 250_000));
    const request = { ...post(fields, forged), body: async () => body.subarray(0, 256 * 1024) };
    expect(await fastest(() => receive(request))).toBeLessThan(40);
    expect([403, 413]).toContain((await receive(request)).status);
  });

  test("with a large body that would be hashed for each spelling of its URL", async () => {
    const body = Buffer.from(`Body=${text("a", 250_000)}`);
    const request = { ...post(fields, forged, "/sms?a=1&b=2&c=3&d='"), body: async () => body };
    expect(await fastest(() => receive(request))).toBeLessThan(40);
    expect((await receive(request)).status).toBe(403);
  });

  test("and little room in a log, on one line each", async () => {
    const large = post([[text("name", 100_000), "x"]], forged);
    expect((await receive(large)).status).toBe(403);
    expect(rejections.at(-1)?.signedString.length).toBeLessThan(4_100);

    const warned = vi.spyOn(console, "warn").mockReturnValue();
    const logs = createInboundReceiver({ authToken, publicUrl }, () => expect.unreachable());
    await logs(post([["a\n2026-01-01 fine, all is well", "x"]], forged, "/sms?hunter2"));
    const [logged] = warned.mock.calls[0] ?? [];
    expect(logged).toContain(String.raw`a\n2026-01-01 fine`);
    expect(logged).not.toMatch(/^2026/m);
    expect(logged).not.toContain("hunter2");
    warned.mockRestore();
  });
});

test("more parameters than Twilio sends are a 413, also when they are signed", async () => {
  const receive = createInboundReceiver({ authToken, publicUrl }, () => "ok");
  const extra = (count: number) =>
    Array.from({ length: count - fields.length }, (_, index) => [`x${index}`, "1"] as const);
  expect((await receive(post([...fields, ...extra(1_000)]))).status).toBe(200);
  const answer = await receive(post([...fields, ...extra(1_001)]));
  expect(answer).toMatchObject({ status: 413, body: "There are more than 1000 parameters." });
  expect((await receive(post(fields, {}, `/sms?${text("&", 1_000)}`))).status).toBe(413);
});

import { codeEntry, createSid } from "@repartee/protocol";
import { describe, expect, onTestFinished, test } from "vitest";
import type { MessagingService, RateRules } from "./index.ts";
import { defaultRateRules } from "./index.ts";
import { createFakeCarrier } from "./test/fake-carrier.ts";
import {
  accountSid,
  longCode,
  openCore,
  param,
  request,
  sender,
  shortCode,
  start,
  type TestCore,
  type TestCoreOptions,
  tollFree,
} from "./test/open-core.ts";

const serviceSid = `MG${"c".repeat(32)}` as const;
const hour = 3_600_000;
const day = 24 * hour;
const image = "https://app.example/cat.png";
const callback = { statusCallback: { url: "https://app.example/status", method: "POST" } } as const;

function service(override: Partial<MessagingService> = {}): MessagingService {
  return { sid: serviceSid, accountSid, senders: [longCode], ...override };
}

async function opened(options: TestCoreOptions = {}): Promise<TestCore> {
  const testCore = await openCore({ services: [service()], ...options });
  onTestFinished(testCore.close);
  return testCore;
}

async function story({ core }: TestCore, sid: Parameters<typeof core.events>[0]) {
  return (await core.events(sid)).map(({ status }) => status);
}

const viaService = { from: "", messagingServiceSid: serviceSid } as const;
const scheduled = (ms: number) =>
  ({ ...viaService, scheduleType: "fixed", sendAt: start + ms }) as const;

describe("a message through a Messaging Service", () => {
  test("is accepted without a sender, then queued with one, with a callback", async () => {
    const opening = await opened();
    const message = await opening.send({ ...viaService, ...callback });
    expect(message).toMatchObject({ status: "accepted", from: null, numSegments: 0 });
    await opening.clock.advance(1000);
    expect(await opening.core.message(accountSid, message.sid)).toMatchObject({
      from: longCode,
      numSegments: 1,
      messagingServiceSid: serviceSid,
    });
    expect(await story(opening, message.sid)).toEqual([
      "accepted",
      "queued",
      "sending",
      "sent",
      "delivered",
    ]);
    expect(opening.posted.map((post) => param(post, "MessageStatus"))).toEqual([
      "queued",
      "sent",
      "delivered",
    ]);
  });

  test("takes the service's callback and validity when it has none of its own", async () => {
    const pool = service({ ...callback, validityPeriod: 60 });
    const opening = await opened({ services: [pool] });
    const message = await opening.send({ ...viaService });
    expect(message).toMatchObject({ ...callback, validUntil: start + 60_000 });
    const own = { url: "https://app.example/own", method: "GET" } as const;
    const other = await opening.send({ ...viaService, statusCallback: own, validityPeriod: 5 });
    expect(other).toMatchObject({ statusCallback: own, validUntil: start + 5_000 });
  });

  test("may be named in From, and may name one of its senders", async () => {
    const opening = await opened({ services: [service({ senders: [tollFree, longCode] })] });
    expect(await opening.send({ from: serviceSid })).toMatchObject({ status: "accepted" });
    const { sid } = await opening.send({ messagingServiceSid: serviceSid, from: longCode });
    expect((await opening.core.message(accountSid, sid))?.from).toBe(longCode);
    const other = await opening.core.send(
      request({ messagingServiceSid: serviceSid, from: "12345" }),
    );
    expect(other).toMatchObject({ ok: false, code: 21606 });
  });

  test.each([
    [21701, { messagingServiceSid: `MG${"9".repeat(32)}` }],
    [21705, { messagingServiceSid: "MG1" }],
    [21701, { ...viaService, accountSid: `AC${"9".repeat(32)}` as const }],
  ])("is refused with %i when there is no such service", async (code, override) => {
    const { core } = await opened();
    expect(await core.send(request({ from: "", ...override }))).toMatchObject({ ok: false, code });
  });

  test.each([
    [21704, [], {}],
    [21703, ["ACME"], { mediaUrls: [image] }],
  ])("fails with %i after it was accepted, and says so", async (errorCode, senders, override) => {
    const opening = await opened({ services: [service({ senders })] });
    const message = await opening.send({ ...viaService, ...callback, ...override });
    expect(message.status).toBe("accepted");
    await opening.clock.advance(10);
    expect(await story(opening, message.sid)).toEqual(["accepted", "failed"]);
    expect(await opening.core.message(accountSid, message.sid)).toMatchObject({ errorCode });
    expect(opening.posted.map((post) => param(post, "ErrorCode"))).toEqual([String(errorCode)]);
    expect(codeEntry(errorCode)).toBeDefined();
  });

  test("fails with 30001 when the queues of all its senders are full", async () => {
    const rates: RateRules = { ...defaultRateRules, maxQueueMs: 1000 };
    const opening = await opened({ rates, started: false });
    await opening.send(viaService);
    await opening.send(viaService);
    const { sid } = await opening.send(viaService);
    expect(await opening.core.message(accountSid, sid)).toMatchObject({
      status: "failed",
      errorCode: 30001,
    });
    expect(await opening.core.send(request())).toMatchObject({ ok: false, code: 21611 });
  });

  test("goes over all senders of the pool: their rates add up", async () => {
    const pool = Array.from({ length: 20 }, (_, index) => `+1500555${1000 + index}`);
    const carrier = createFakeCarrier();
    const times: number[] = [];
    const opening = await openCore({
      services: [service({ senders: pool, stickySender: false })],
      senders: (address) => ({
        sid: `PN${"b".repeat(32)}`,
        accountSid,
        address,
        type: "long-code",
        sms: true,
        mms: true,
        webhook: undefined,
      }),
      carrier: (clock) => ({
        ...carrier,
        send(message) {
          times.push(clock.now());
          return carrier.send(message);
        },
      }),
    });
    onTestFinished(opening.close);
    for (let count = 0; count < 300; count += 1) await opening.send(viaService);
    await opening.clock.advance(14_100);
    expect(carrier.handed).toHaveLength(300);
    const senders = new Set(carrier.handed.map(({ from }) => from));
    expect(senders.size).toBe(20);
    for (let from = start; from < start + 14_000; from += 1000) {
      const inSecond = times.filter((time) => time >= from && time < from + 1000);
      expect(inSecond.length).toBe(20);
    }
  });
});

describe("a scheduled message", () => {
  test("waits without a sender or a callback, then goes at its time", async () => {
    const opening = await opened();
    const message = await opening.send({ ...scheduled(35 * day), ...callback });
    expect(message).toMatchObject({ status: "scheduled", from: null, numSegments: 0 });
    await opening.clock.advance(35 * day - 1);
    expect(await story(opening, message.sid)).toEqual(["scheduled"]);
    expect(opening.posted).toEqual([]);
    await opening.clock.advance(1001);
    expect(await story(opening, message.sid)).toEqual([
      "scheduled",
      "queued",
      "sending",
      "sent",
      "delivered",
    ]);
    const events = await opening.core.events(message.sid);
    expect(events[1]?.at).toBe(start + 35 * day);
    expect(opening.posted.map((post) => param(post, "MessageStatus"))[0]).toBe("queued");
  });

  test("survives a restart", async () => {
    const before = await opened({ started: false });
    const { sid } = await before.send(scheduled(hour));
    await before.core.close();
    await before.store.close();
    const after = await opened({ file: before.file, clock: before.clock });
    await after.clock.advance(hour + 1000);
    expect((await after.core.message(accountSid, sid))?.status).toBe("delivered");
  });

  test("can be canceled, once, before it goes", async () => {
    const opening = await opened();
    const { sid } = await opening.send({ ...scheduled(hour), ...callback });
    const canceled = await opening.core.cancel(accountSid, sid);
    expect(canceled).toMatchObject({ ok: true, message: { status: "canceled" } });
    expect(await opening.core.cancel(accountSid, sid)).toMatchObject({ ok: false, code: 30409 });
    await opening.clock.advance(2 * hour);
    expect(await story(opening, sid)).toEqual(["scheduled", "canceled"]);
    expect(opening.posted.map((post) => param(post, "MessageStatus"))).toEqual(["canceled"]);
    const { sid: queued } = await opening.send();
    expect(await opening.core.cancel(accountSid, queued)).toMatchObject({ code: 30409 });
    expect(await opening.core.cancel(accountSid, createSid("SM"))).toMatchObject({ code: 20404 });
  });

  test("fails at its time for what has come between", async () => {
    const services = [service()];
    const opening = await opened({ services });
    const { sid } = await opening.send(scheduled(hour));
    services.pop();
    await opening.clock.advance(hour + 10);
    expect(await opening.core.message(accountSid, sid)).toMatchObject({
      status: "failed",
      errorCode: 21701,
    });
  });

  test.each([
    [35111, { sendAt: undefined }],
    [35114, { sendAt: Number.NaN }],
    [35115, { sendAt: start + 300_000 }],
    [35115, { sendAt: start - 1 }],
    [35117, { sendAt: start + 35 * day + 1 }],
    [35118, { messagingServiceSid: undefined, from: longCode }],
    [35126, { scheduleType: "optimize" }],
    [35126, { scheduleType: undefined }],
  ])("is refused with %i: %j", async (code, override) => {
    const { core } = await opened();
    const result = await core.send(request({ ...scheduled(hour), ...override }));
    expect(result).toMatchObject({ ok: false, code });
    expect(codeEntry(code)).toBeDefined();
  });

  test("is refused with 35125 when the account has too many", async () => {
    const opening = await opened({ scheduling: { minMs: 0, maxMs: day, most: 2 } });
    await opening.send(scheduled(hour));
    await opening.send(scheduled(hour));
    const third = await opening.core.send(request(scheduled(hour)));
    expect(third).toMatchObject({ ok: false, code: 35125 });
  });
});

test("a message fails with 30002 when its account is suspended while it waits", async () => {
  let isActive = true;
  const account = { sid: accountSid, authToken: "secret" };
  const opening = await opened({
    accounts: { find: async () => (isActive ? account : undefined) },
  });
  const first = await opening.send();
  const { sid } = await opening.send();
  await opening.clock.advance(500);
  isActive = false;
  await opening.clock.advance(hour);
  expect(await opening.core.message(accountSid, first.sid)).toMatchObject({ status: "delivered" });
  const message = await opening.core.message(accountSid, sid);
  expect(message).toMatchObject({ status: "failed", errorCode: 30002, price: null });
});

describe("registration", () => {
  const registered = { requireRegistration: true };

  test.each([
    ["a long code without a campaign", longCode, {}, "+14155550100", 30034],
    ["a long code of a campaign", longCode, { campaign: "QE1" }, "+14155550100", null],
    ["a long code to Canada", longCode, {}, "+14165550100", null],
    ["a toll-free number", tollFree, {}, "+14165550100", 30032],
    ["a verified toll-free number", tollFree, { registeredIn: ["US"] }, "+14155550100", null],
    ["a short code", shortCode, {}, "+14155550100", null],
  ])("is asked of %s", async (_who, from, override, to, errorCode) => {
    const opening = await opened({
      reach: registered,
      senders: (address) => sender(address, override),
    });
    const { sid } = await opening.send({ from, to });
    await opening.clock.advance(2000);
    const status = errorCode === null ? "delivered" : "failed";
    expect(await opening.core.message(accountSid, sid)).toMatchObject({ status, errorCode });
  });

  test("is asked of nobody unless that is wanted", async () => {
    const opening = await opened();
    const { sid } = await opening.send();
    await opening.clock.advance(2000);
    expect(await opening.core.message(accountSid, sid)).toMatchObject({ status: "delivered" });
  });
});

describe("smart encoding", () => {
  const body = "“Hi”";

  test.each([
    [undefined, false, null],
    [undefined, true, '"Hi"'],
    [false, true, null],
    [true, false, '"Hi"'],
  ])("of a request (%s) goes before that of the service (%s)", async (asked, given, carried) => {
    const opening = await opened({
      services: [service({ smartEncoding: given })],
    });
    const sids = [
      await opening.send({ ...viaService, body, smartEncoded: asked }),
      await opening.send({ ...scheduled(hour), body, smartEncoded: asked }),
    ].map(({ sid }) => sid);
    await opening.clock.advance(2 * hour);
    for (const sid of sids) {
      expect(await opening.core.message(accountSid, sid)).toMatchObject({
        status: "delivered",
        body,
        carriedBody: carried,
      });
    }
  });
});

describe("the validity period", () => {
  test("lets a message fail with 30036 when its slot would come later", async () => {
    const opening = await opened();
    await opening.send();
    await opening.send();
    const { sid } = await opening.send({ validityPeriod: 1, ...callback });
    await opening.clock.advance(1000);
    expect(await story(opening, sid)).toEqual(["queued"]);
    await opening.clock.advance(10);
    expect(await story(opening, sid)).toEqual(["queued", "failed"]);
    const message = await opening.core.message(accountSid, sid);
    expect(message).toMatchObject({ errorCode: 30036, dateSent: null });
    expect(opening.posted.map((post) => param(post, "ErrorCode"))).toEqual(["30036"]);
  });

  test.each([0, 36_001, 1.5, Number.NaN])("is refused with 21624 when it is %d", async (value) => {
    const { core } = await opened();
    expect(await core.send(request({ validityPeriod: value }))).toMatchObject({ code: 21624 });
  });
});

describe("a carrier's temporary fault", () => {
  const busy = { ok: false, code: 30017, sentence: "Busy.", isTemporary: true } as const;

  test("is retried after longer and longer pauses, and noted each time", async () => {
    let left = 3;
    const carrier = createFakeCarrier({}, async () => (left-- > 0 ? busy : { ok: true }));
    const opening = await opened({ carrier: () => carrier });
    const { sid } = await opening.send();
    await opening.clock.advance(20_000);
    expect(await story(opening, sid)).toEqual(["queued", "sending", "sent"]);
    const notes = await opening.core.notes(sid);
    expect(notes.map(({ kind, errorCode }) => [kind, errorCode])).toEqual(
      Array(3).fill(["attempt", 30017]),
    );
    const [first, second, third] = notes.map(({ at }) => at - start);
    // One second and three, and on to the sender's next slot.
    expect(Number(second) - Number(first)).toBeGreaterThanOrEqual(1000);
    expect(Number(third) - Number(second)).toBeGreaterThanOrEqual(3000);
    expect(third).toBeLessThan(7000);
  });

  test("never breaks the rate", async () => {
    const times: number[] = [];
    let calls = 0;
    const opening = await opened({
      carrier: (clock) =>
        createFakeCarrier({}, async () => {
          times.push(clock.now());
          calls += 1;
          return calls % 3 === 0 ? { ok: true } : busy;
        }),
    });
    for (let count = 0; count < 10; count += 1) await opening.send();
    await opening.clock.advance(hour);
    expect(times.length).toBe(30);
    for (const [index, time] of times.entries()) {
      expect(times.slice(index).filter((other) => other < time + 1000).length).toBeLessThan(3);
    }
  });

  test("waits as long as the carrier asks for", async () => {
    let calls = 0;
    const carrier = createFakeCarrier({}, async () =>
      calls++ === 0 ? { ...busy, retryAfterMs: 30_000 } : { ok: true },
    );
    const opening = await opened({ carrier: () => carrier });
    const { sid } = await opening.send();
    await opening.clock.advance(29_999);
    expect(carrier.handed).toHaveLength(1);
    await opening.clock.advance(1100);
    expect(await story(opening, sid)).toEqual(["queued", "sending", "sent"]);
  });

  test("ends with its code when the validity period leaves no time for another attempt", async () => {
    const opening = await opened({ carrier: () => createFakeCarrier({}, async () => busy) });
    const { sid } = await opening.send({ validityPeriod: 10 });
    await opening.clock.advance(60_000);
    expect(await story(opening, sid)).toEqual(["queued", "sending", "failed"]);
    const message = await opening.core.message(accountSid, sid);
    expect(message?.errorCode).toBe(30017);
    expect(message?.dateUpdated).toBeLessThanOrEqual(start + 10_000);
  });
});

describe("a carrier that does not answer", () => {
  test.each([
    [true, 3, "sent"],
    [false, 1, "failed"],
  ])("with idempotency %s gets the message %i times", async (isIdempotent, times, status) => {
    let calls = 0;
    const carrier = createFakeCarrier({ isIdempotent }, async () => {
      calls += 1;
      if (calls < 3) throw new Error("Timed out.");
      return { ok: true };
    });
    const opening = await opened({ carrier: () => carrier });
    const { sid } = await opening.send();
    await opening.clock.advance(60_000);
    expect(carrier.handed).toHaveLength(times);
    expect(new Set(carrier.handed.map(({ messageSid }) => messageSid)).size).toBe(1);
    const message = await opening.core.message(accountSid, sid);
    expect(message).toMatchObject({ status, errorCode: status === "failed" ? 30410 : null });
  });
});

describe("redaction and deletion", () => {
  test("are refused with 20009 before a message has ended", async () => {
    const opening = await opened({ started: false });
    const { sid } = await opening.send();
    expect(await opening.core.redact(accountSid, sid)).toMatchObject({ ok: false, code: 20009 });
    expect(await opening.core.remove(accountSid, sid)).toMatchObject({ ok: false, code: 20009 });
    const nobody = `AC${"9".repeat(32)}` as const;
    expect(await opening.core.remove(nobody, sid)).toMatchObject({ ok: false, code: 20404 });
  });

  test("leave nothing of an outbound or an inbound message", async () => {
    const opening = await opened();
    const { core } = opening;
    const out = await opening.send();
    const media = [{ contentType: "image/png", bytes: Uint8Array.of(1) }];
    const into = await core.receive({
      accountSid,
      from: "+14155550100",
      to: longCode,
      body: "hi",
      media,
    });
    await core.received(into.sid);
    await opening.clock.advance(1000);
    for (const { sid } of [out, into]) {
      const redacted = await core.redact(accountSid, sid);
      expect(redacted).toMatchObject({ ok: true, message: { body: "" } });
      expect((await core.message(accountSid, sid))?.body).toBe("");
      expect(await core.remove(accountSid, sid)).toMatchObject({ ok: true });
      expect(await core.message(accountSid, sid)).toBeUndefined();
      expect(await core.events(sid)).toEqual([]);
      expect(await core.media(sid)).toEqual([]);
    }
  });
});

describe("a late or repeated receipt", () => {
  test("is noted, and moves nothing", async () => {
    const carrier = createFakeCarrier();
    const opening = await opened({ carrier: () => carrier });
    const { sid: messageSid } = await opening.send();
    await opening.clock.advance(5010);
    const at = start + 5000;
    await carrier.give({ messageSid, status: "undelivered", at, errorCode: 30003 });
    await carrier.give({ messageSid, status: "undelivered", at: at + 1, errorCode: 30003 });
    await carrier.give({ messageSid, status: "delivered", at: at + 2, errorCode: null });
    expect((await story(opening, messageSid)).at(-1)).toBe("undelivered");
    expect(await opening.core.notes(messageSid)).toMatchObject([
      { kind: "receipt", at: at + 1, errorCode: 30003 },
      { kind: "receipt", at: at + 2, errorCode: null },
    ]);
  });
});

describe("explain", () => {
  test("tells the whole story in sentences, with codes and without secrets", async () => {
    let calls = 0;
    const carrier = createFakeCarrier({}, async () =>
      calls++ === 0
        ? { ok: false, code: 30017, sentence: "Busy.", isTemporary: true }
        : { ok: true },
    );
    const opening = await opened({ carrier: () => carrier });
    const { sid } = await opening.send({ ...viaService, ...callback, body: "the secret" });
    await opening.clock.advance(5000);
    const at = opening.clock.now();
    await carrier.give({ messageSid: sid, status: "undelivered", at, errorCode: 30003 });
    await opening.clock.advance(1000);
    const lines = await opening.core.explain(accountSid, sid);
    expect(lines?.map(({ kind, status }) => status ?? kind)).toEqual([
      "accepted",
      "queued",
      "callback",
      "sending",
      "attempt",
      "sent",
      "callback",
      "price",
      "undelivered",
      "callback",
    ]);
    const text = lines?.map(({ sentence }) => sentence).join("\n") ?? "";
    expect(text).toMatch(/Busy\. Another attempt follows at \S+Z\. \(30017: /);
    expect(text).toContain("(30003: Unreachable destination handset)");
    expect(text).toContain('Status callback "sent" to app.example, attempt 1: answered 204.');
    expect(text).not.toContain("the secret");
    expect(text).not.toContain("+14155550100");
    expect(await opening.core.explain(`AC${"9".repeat(32)}`, sid)).toBeUndefined();
  });
});

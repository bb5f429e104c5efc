import type { MessageSid } from "@repartee/protocol";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFakeCarrier } from "../test/fake-carrier.ts";
import {
  accountSid,
  longCode,
  openCore,
  shortCode,
  start,
  type TestCore,
  type TestCoreOptions,
  tollFree,
} from "../test/open-core.ts";

const image = "https://app.example/cat.png";
const png = { contentType: "image/png", bytes: new Uint8Array(1000) };

async function opened(options?: TestCoreOptions): Promise<TestCore> {
  const testCore = await openCore(options);
  onTestFinished(testCore.close);
  return testCore;
}

/** When each message was handed over, in milliseconds since the start. */
async function sendingTimes({ core }: TestCore, sids: readonly MessageSid[]): Promise<number[]> {
  const events = await Promise.all(sids.map(core.events));
  const times = events.flatMap((each) => each.find(({ status }) => status === "sending")?.at ?? []);
  return times.map((at) => at - start).sort((a, b) => a - b);
}

describe("the rate of a sender", () => {
  test.each([
    ["a long code", longCode, {}, 1],
    ["a toll-free number", tollFree, {}, 3],
    ["a short code with MMS", shortCode, { mediaUrls: [image] }, 30],
  ])("holds for %s in every window of a second", async (_name, from, override, rate) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 5, maxLength: 40 }),
        async (gaps) => {
          const opening = await openCore({
            mediaSource: { fetch: async () => ({ ok: true, ...png }) },
          });
          const sids: MessageSid[] = [];
          for (const gap of gaps) {
            sids.push((await opening.send({ from, ...override })).sid);
            // Half of them come together with the next one.
            await opening.clock.advance(gap < 1000 ? 0 : gap - 1000);
          }
          await opening.clock.advance(60_000);
          const times = await sendingTimes(opening, sids);
          expect(times).toHaveLength(sids.length);
          for (const [index, time] of times.entries()) {
            const window = times.slice(index).filter((other) => other < time + 1000);
            expect(window.length).toBeLessThanOrEqual(rate + 1);
          }
          await opening.close();
        },
      ),
      { numRuns: 8 },
    );
  });

  test("counts segments, and does not hold up another sender", async () => {
    const opening = await opened();
    const long = await opening.send({ body: "a".repeat(400) });
    const next = await opening.send();
    const other = await opening.send({ from: tollFree });
    await opening.clock.advance(4000);
    expect(long.numSegments).toBe(3);
    expect(await sendingTimes(opening, [other.sid])).toEqual([5]);
    expect(await sendingTimes(opening, [next.sid])).toEqual([3000]);
  });

  test("is kept over a restart", async () => {
    const first = await openCore({ started: false });
    onTestFinished(first.close);
    for (let count = 0; count < 3; count += 1) await first.send();
    await first.core.close();
    await first.store.close();
    const second = await opened({ file: first.file, clock: first.clock });
    const { sid } = await second.send();
    await second.clock.advance(5000);
    expect(await sendingTimes(second, [sid])).toEqual([3000]);
  });
});

describe("media", () => {
  test("have their SIDs at once, and are fetched, stored and handed over at dispatch", async () => {
    const carrier = createFakeCarrier();
    const asked: [string, number][] = [];
    const { core, send, clock } = await opened({
      carrier: () => carrier,
      mediaSource: {
        async fetch(url, maxBytes) {
          asked.push([url, maxBytes]);
          return { ok: true, ...png };
        },
      },
    });
    const message = await send({ body: "öl", mediaUrls: [image, `${image}?2`] });
    expect(message.sid).toMatch(/^MM/);
    expect(message).toMatchObject({ numMedia: 2, numSegments: 1 });
    const before = await core.media(message.sid);
    expect(before.map(({ sourceUrl, size }) => [sourceUrl, size])).toEqual([
      [image, null],
      [`${image}?2`, null],
    ]);
    expect(asked).toEqual([]);
    await clock.advance(100);
    const limit = 5 * 1024 * 1024;
    // What is left after the three bytes of the body, then after the first picture.
    expect(asked).toEqual([
      [image, limit - 3],
      [`${image}?2`, limit - 1003],
    ]);
    const after = await core.media(message.sid);
    expect(after.map(({ sid, contentType, size }) => [sid, contentType, size])).toEqual(
      before.map(({ sid }) => [sid, "image/png", 1000]),
    );
    const [handed] = carrier.handed;
    expect(handed?.media.map(({ size }) => size)).toEqual([1000, 1000]);
    expect((await handed?.media[1]?.read())?.length).toBe(1000);
  });

  test.each([
    [11751, { ok: false, code: 11751, sentence: "Too big." }],
    [11200, { ok: false, code: 11200, sentence: "Not there." }],
    [12300, { ok: true, contentType: "text/html", bytes: new Uint8Array(3) }],
    [11751, { ok: true, contentType: "image/png", bytes: new Uint8Array(5 * 1024 * 1024 + 1) }],
  ] as const)("that cannot be had let the message fail with %i", async (errorCode, answer) => {
    const carrier = createFakeCarrier();
    const { core, send, clock } = await opened({
      carrier: () => carrier,
      mediaSource: { fetch: async () => answer },
    });
    const { sid } = await send({ mediaUrls: [image] });
    await clock.advance(100);
    expect(await core.message(accountSid, sid)).toMatchObject({ status: "failed", errorCode });
    expect(carrier.handed).toEqual([]);
  });
});

describe("a hand-over that was interrupted", () => {
  /** A file in which a process that is gone has left a message as `sending`. */
  async function interrupted(): Promise<{ before: TestCore; sid: MessageSid }> {
    const before = await openCore({ started: false });
    const { sid } = await before.send();
    await before.store.takeDue({
      now: before.clock.now(),
      limit: 1,
      owner: "a process that is gone",
      leaseUntil: before.clock.now() + 30_000,
      cause: "Due.",
      expiry: { cause: "Late.", errorCode: 30036 },
    });
    await before.core.close();
    await before.store.close();
    return { before, sid };
  }

  test("is repeated with the same SID when the carrier knows it again", async () => {
    const { before, sid } = await interrupted();
    onTestFinished(before.close);
    const carrier = createFakeCarrier();
    const after = await opened({ ...before, carrier: () => carrier });
    // What the process before sent last is not known, so it waits for a slot.
    await after.clock.advance(1000);
    expect(carrier.handed.map(({ messageSid }) => messageSid)).toEqual([sid]);
    expect((await after.core.events(sid)).map(({ status }) => status)).toEqual([
      "queued",
      "sending",
      "sent",
    ]);
  });

  test("ends with 30410, and nothing is sent, when it does not", async () => {
    const { before, sid } = await interrupted();
    onTestFinished(before.close);
    const carrier = createFakeCarrier({ isIdempotent: false });
    const after = await opened({ ...before, carrier: () => carrier });
    await after.clock.advance(1000);
    expect(carrier.handed).toEqual([]);
    expect(await after.core.message(accountSid, sid)).toMatchObject({
      status: "failed",
      errorCode: 30410,
    });
  });

  test.each([
    [true, 1],
    [false, 0],
  ])("after it was sent is asked for its receipt: idempotent %s", async (isIdempotent, times) => {
    const before = await openCore({ carrier: () => createFakeCarrier() });
    onTestFinished(before.close);
    const { sid } = await before.send();
    await before.clock.advance(10);
    await before.core.close();
    await before.store.close();
    const carrier = createFakeCarrier({ isIdempotent });
    const after = await opened({ ...before, carrier: () => carrier });
    expect(carrier.handed).toHaveLength(times);
    expect(await after.core.message(accountSid, sid)).toMatchObject({ status: "sent" });
    await carrier.give({
      messageSid: sid,
      status: "delivered",
      at: after.clock.now(),
      errorCode: null,
    });
    expect((await after.core.events(sid)).map(({ status }) => status)).toEqual([
      "queued",
      "sending",
      "sent",
      "delivered",
    ]);
  });
});

describe("leases", () => {
  test("are renewed while a carrier takes its time, and nobody else takes the message", async () => {
    let answer = () => {};
    const carrier = createFakeCarrier({}, async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return { ok: true };
    });
    const { core, send, store, clock } = await opened({ carrier: () => carrier });
    const { sid } = await send();
    for (let minute = 0; minute < 3; minute += 1) {
      await clock.advance(60_000);
      const now = clock.now();
      const expiry = { cause: "", errorCode: 30036 };
      const other = { now, limit: 10, owner: "two", leaseUntil: now + 30_000, cause: "", expiry };
      expect((await store.takeDue(other)).due).toEqual([]);
    }
    answer();
    await core.reached(sid, "sent");
    expect(carrier.handed).toHaveLength(1);
  });
});

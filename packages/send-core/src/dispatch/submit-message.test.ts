import { describe, expect, test } from "vitest";
import { createFakeCarrier } from "../test/fake-carrier.ts";
import { accountSid, longCode, sender, shortCode, start, tollFree } from "../test/open-core.ts";
import { hour, opened, story } from "../test/opened.ts";

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

import { codeEntry } from "@repartee/protocol";
import { describe, expect, onTestFinished, test } from "vitest";
import type { RateRules } from "../index.ts";
import { defaultRateRules } from "../index.ts";
import { createFakeCarrier } from "../test/fake-carrier.ts";
import {
  accountSid,
  longCode,
  openCore,
  param,
  request,
  start,
  tollFree,
} from "../test/open-core.ts";
import {
  callback,
  hour,
  image,
  opened,
  scheduled,
  service,
  serviceSid,
  story,
  viaService,
} from "../test/opened.ts";

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

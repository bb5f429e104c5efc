import { describe, expect, test } from "vitest";
import { accountSid, handset, longCode, request, start } from "../../test/open-core.ts";
import { got, opened, pool, secondCode, serviceSid, write } from "./opt-out.fixture.ts";

describe("a Messaging Service", () => {
  test("is closed as a whole: asynchronously through it, at once from its numbers", async () => {
    const opening = await opened({ services: [pool] });
    const { core } = opening;
    expect(await write(opening, "STOP")).toMatchObject({ messagingServiceSid: serviceSid });
    const through = await core.send(request({ from: "", messagingServiceSid: serviceSid }));
    if (!through.ok) throw new Error(through.sentence);
    expect(await core.message(accountSid, through.message.sid)).toMatchObject({
      status: "failed",
      errorCode: 21610,
    });
    expect((await core.events(through.message.sid)).map(({ status }) => status)).toEqual([
      "accepted",
      "failed",
    ]);
    expect(await core.send(request({ from: secondCode }))).toMatchObject({ code: 21610 });
    expect(await got(opening)).toHaveLength(1);
  });

  test("leaves out a number that was closed before it came in", async () => {
    const opening = await opened({ services: [pool] });
    const entry = { accountSid, recipient: handset, at: start, messageSid: null };
    await opening.core.optOuts.add([{ ...entry, scope: longCode }]);
    const service = { from: "", messagingServiceSid: serviceSid };
    const sids = await Promise.all(Array.from({ length: 4 }, () => opening.send(service)));
    await opening.clock.advance(60_000);
    for (const { sid } of sids) {
      expect(await opening.core.message(accountSid, sid)).toMatchObject({ from: secondCode });
    }
    await opening.core.optOuts.add([{ ...entry, scope: secondCode }]);
    const { sid } = await opening.send(service);
    expect(await opening.core.message(accountSid, sid)).toMatchObject({ errorCode: 21610 });
  });

  test("stops what waits for any of its numbers", async () => {
    const opening = await opened({ services: [pool] });
    const service = { from: "", messagingServiceSid: serviceSid };
    const waiting = await Promise.all(Array.from({ length: 5 }, () => opening.send(service)));
    await opening.clock.advance(500);
    await write(opening, "STOP");
    await opening.clock.advance(60_000);
    const codes = await Promise.all(
      waiting.map(async ({ sid }) => (await opening.core.message(accountSid, sid))?.errorCode),
    );
    expect(codes.filter((code) => code === 21610).length).toBeGreaterThanOrEqual(3);
  });

  test("a scheduled message fails when its time comes", async () => {
    const opening = await opened({ services: [pool] });
    const { core, clock } = opening;
    const { sid } = await opening.send({
      from: "",
      messagingServiceSid: serviceSid,
      scheduleType: "fixed",
      sendAt: start + 3_600_000,
    });
    await write(opening, "STOP");
    expect((await core.message(accountSid, sid))?.status).toBe("scheduled");
    await clock.advance(3_600_001);
    expect(await core.message(accountSid, sid)).toMatchObject({
      status: "failed",
      errorCode: 21610,
    });
  });

  test("with words of its own tells the app, and answers in them", async () => {
    const advancedOptOut = {
      standard: { optIn: { keywords: ["join"], answer: "You are in." } },
      countries: {
        US: [{ language: "Spanish", optOut: { keywords: ["alto"], answer: "Hecho." } }],
      },
    };
    const opening = await opened({ services: [{ ...pool, advancedOptOut }] });
    const { core, store } = opening;
    const joined = await write(opening, "JOIN");
    expect(joined).toMatchObject({ optOutType: "START" });
    expect(await store.message(joined.sid)).toMatchObject({ optOutType: "START" });
    expect(await write(opening, "Alto")).toMatchObject({ optOutType: "STOP" });
    expect(await core.send(request())).toMatchObject({ code: 21610 });
    expect(await write(opening, "pizza")).toMatchObject({ optOutType: undefined });
    expect(await got(opening)).toEqual(["You are in.", "Hecho."]);
  });
});

import { codeEntry, createSid } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import { accountSid, longCode, param, request, start } from "../test/open-core.ts";
import { callback, day, hour, opened, scheduled, service, story } from "../test/opened.ts";

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

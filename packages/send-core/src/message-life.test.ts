import { describe, expect, test } from "vitest";
import { createFakeCarrier } from "./test/fake-carrier.ts";
import { accountSid, longCode, param, request, start } from "./test/open-core.ts";
import { callback, opened, story, viaService } from "./test/opened.ts";

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

import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { createCallbackPoster, createWebhookClient } from "../../../runtime/src/index.ts";
import { logged, opened, openSink, to } from "../test/callback-sink.ts";
import { createFakeCarrier } from "../test/fake-carrier.ts";
import { accountSid, openCore, param } from "../test/open-core.ts";

describe("status callbacks", () => {
  test("tell of sent and delivered, not of queued and sending, signed and in order", async () => {
    const sink = await openSink();
    const opening = await opened();
    const message = await opening.send(to(sink.url));
    await opening.clock.advance(1000);
    await sink.count(2);
    expect(sink.posts.map(({ fields }) => fields.MessageStatus)).toEqual(["sent", "delivered"]);
    const [sent, delivered] = sink.posts;
    expect(sent?.fields).toEqual({
      SmsSid: message.sid,
      SmsStatus: "sent",
      MessageStatus: "sent",
      To: message.to,
      MessageSid: message.sid,
      AccountSid: message.accountSid,
      From: message.from,
      ApiVersion: "2010-04-01",
    });
    expect(delivered?.fields.RawDlrDoneDate).toBe("2608011200");
    for (const { url, signature, fields } of sink.posts) {
      expect(validateRequest("secret", signature, url, fields)).toBe(true);
    }
    const log = await logged(opening, message.sid, 2);
    expect(log.map(({ status, attempt, httpStatus }) => [status, attempt, httpStatus])).toEqual([
      ["sent", 1, 204],
      ["delivered", 1, 204],
    ]);
    expect(log[0]?.url).toBe(sink.url);
  });

  test("carry the code of a message that did not arrive", async () => {
    const { send, clock, posted } = await openCore();
    await send({ ...to("https://app.example/"), to: "+15005530003" });
    await send({ ...to("https://app.example/"), to: "+15005530410" });
    await clock.advance(3000);
    expect(posted.map((post) => [param(post, "MessageStatus"), param(post, "ErrorCode")])).toEqual([
      ["sent", undefined],
      ["undelivered", "30003"],
      ["failed", "30410"],
    ]);
  });

  test("are not sent without a target", async () => {
    const opening = await openCore();
    onTestFinished(opening.close);
    await opening.send();
    await opening.clock.advance(2000);
    expect(opening.posted).toEqual([]);
  });

  test("of a receipt from a clock ahead of ours are posted at once", async () => {
    const carrier = createFakeCarrier();
    const opening = await openCore({ carrier: () => carrier });
    onTestFinished(opening.close);
    const { sid: messageSid } = await opening.send(to("https://app.example/status"));
    await opening.clock.advance(10);
    const at = opening.clock.now() + 3_600_000;
    await carrier.give({ messageSid, status: "delivered", at, errorCode: null });
    await opening.clock.advance(10);
    expect(opening.posted.map((post) => param(post, "MessageStatus"))).toEqual([
      "sent",
      "delivered",
    ]);
    expect((await opening.core.message(accountSid, messageSid))?.dateUpdated).toBeLessThan(at);
  });

  test("to a destination that hangs hold nobody else up, and take forty sockets at most", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const hanging = await openSink(204, () => held);
    const healthy = await openSink();
    const opening = await opened({ carrier: () => createFakeCarrier() });
    for (let count = 0; count < 50; count += 1) {
      await opening.send({ ...to(hanging.url), from: "12345" });
    }
    const { sid } = await opening.send({ ...to(healthy.url), from: "12345" });
    await opening.clock.advance(1000);
    await Promise.all([hanging.count(40), healthy.count(1)]);
    await logged(opening, sid, 1);
    expect(hanging.posts).toHaveLength(40);
    release();
    await hanging.count(50);
  });

  test.each([
    // Nothing is known of the callback in either case.
    ["breaks", async () => Promise.reject(new Error("Broken.")), [new Error("Broken.")]],
    ["is closing", async () => undefined, []],
  ])(
    "that a process whose poster %s left behind are posted by the next one",
    async (_how, post, errors) => {
      const before = await openCore({ carrier: () => createFakeCarrier(), poster: { post } });
      onTestFinished(before.close);
      const { sid } = await before.send(to("https://app.example/"));
      await before.clock.advance(10);
      await before.core.close();
      await before.store.close();
      expect(new Set(before.errors)).toEqual(new Set(errors));
      const after = await openCore({ file: before.file, clock: before.clock });
      onTestFinished(after.close);
      await after.clock.advance(10);
      expect(after.posted.map((post) => param(post, "MessageStatus"))).toEqual(["sent"]);
      expect(await after.core.callbacks(sid)).toHaveLength(1);
    },
  );

  test("under way when the client closes are no failure, and are posted at the next start", async () => {
    const sink = await openSink(204, () => new Promise(() => {}));
    const client = createWebhookClient();
    const before = await openCore({
      carrier: () => createFakeCarrier(),
      poster: createCallbackPoster(client),
    });
    onTestFinished(before.close);
    const { sid } = await before.send(to(sink.url));
    await before.clock.advance(10);
    await sink.count(1);
    await client.close();
    await before.core.close();
    expect(await before.core.callbacks(sid)).toEqual([]);
    await before.store.close();
    expect(before.errors).toEqual([]);
    const after = await openCore({ file: before.file, clock: before.clock });
    onTestFinished(after.close);
    await after.clock.advance(10);
    expect(after.posted.map(({ url }) => url)).toEqual([sink.url]);
  });
});

import { createSid } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import type { MessageMoved } from "./index.ts";
import { createFakeCarrier } from "./test/fake-carrier.ts";
import { accountSid, handset, longCode, request, start } from "./test/open-core.ts";
import { openedAlone } from "./test/opened.ts";

describe("a message that is sent", () => {
  test("is queued at once, and on disk", async () => {
    const { send, core, store } = await openedAlone();
    const message = await send();
    expect(message).toMatchObject({
      accountSid,
      direction: "outbound-api",
      from: longCode,
      to: handset,
      status: "queued",
      numSegments: 1,
      numMedia: 0,
      dateCreated: start,
      dateSent: null,
      errorCode: null,
    });
    expect(message.sid).toMatch(/^SM[0-9a-f]{32}$/);
    expect(await store.message(message.sid)).toEqual(message);
    expect(await core.events(message.sid)).toMatchObject([{ status: "queued", sequence: 0 }]);
  });

  test("moves on to delivered, each move an event with its time and cause", async () => {
    const opening = await openedAlone();
    const { send, core, clock } = opening;
    const { sid } = await send();
    await clock.advance(1000);
    const message = await core.message(accountSid, sid);
    expect(message?.status).toBe("delivered");
    const events = await core.events(sid);
    expect(events.map(({ status }) => status)).toEqual(["queued", "sending", "sent", "delivered"]);
    expect(events.map(({ sequence }) => sequence)).toEqual([0, 1, 2, 3]);
    const times = events.map(({ at }) => at - start);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(events.every(({ cause }) => cause.endsWith("."))).toBe(true);
    expect(message?.dateSent).toBe(events[2]?.at);
    expect(message?.dateUpdated).toBe(events[3]?.at);
  });

  test("tells listeners of every move after it is on disk; one that throws harms nobody", async () => {
    const { send, core, clock, store, errors } = await openedAlone();
    const heard: MessageMoved[] = [];
    const onDisk: Promise<boolean>[] = [];
    core.subscribe(() => {
      throw new Error("A bad listener.");
    });
    const stop = core.subscribe((moved) => {
      heard.push(moved);
      const { messageSid, sequence } = moved.event;
      onDisk.push(store.events(messageSid).then((events) => events.length > sequence));
    });
    const { sid } = await send();
    await clock.advance(1000);
    expect(heard.map(({ message, event }) => [message.status, event.status])).toEqual(
      ["queued", "sending", "sent", "delivered"].map((status) => [status, status]),
    );
    expect(heard.at(-1)?.message).toEqual(await core.message(accountSid, sid));
    expect(await Promise.all(onDisk)).toEqual([true, true, true, true]);
    stop();
    await send();
    expect(heard).toHaveLength(4);
    expect(errors[0]).toEqual(new Error("A bad listener."));
  });

  test.each([
    ["+15005530003", "undelivered", 30003],
    ["+15005530005", "undelivered", 30005],
    ["+15005530006", "undelivered", 30006],
    ["+15005530007", "undelivered", 30007],
    ["+15005530410", "failed", 30410],
  ])("to the magic handset %s ends %s with %i", async (to, status, errorCode) => {
    const { send, core, clock } = await openedAlone();
    const { sid } = await send({ to });
    await clock.advance(1000);
    expect(await core.message(accountSid, sid)).toMatchObject({ status, errorCode });
  });

  test("that the carrier refuses fails with its code", async () => {
    const answer = { ok: false, code: 30007, sentence: "Filtered." } as const;
    const { send, core, clock } = await openedAlone({
      carrier: () => createFakeCarrier({}, async () => answer),
    });
    const { sid } = await send();
    await clock.advance(1000);
    expect(await core.message(accountSid, sid)).toMatchObject({
      status: "failed",
      errorCode: 30007,
      dateSent: null,
    });
    expect((await core.events(sid)).at(-1)?.cause).toBe("Filtered.");
  });

  test("is refused with its code, and nothing is kept", async () => {
    const { core } = await openedAlone();
    expect(await core.send(request({ to: "" }))).toMatchObject({ ok: false, code: 21604 });
    expect(await core.messages({ accountSid, limit: 50 })).toEqual([]);
  });

  test("is refused with 21611 when ten hours of segments wait", async () => {
    const { send, core } = await openedAlone({ started: false });
    // 11 segments each, one a second.
    const body = "a".repeat(1600);
    await Promise.all(Array.from({ length: 3273 }, () => send({ body })));
    expect(await core.send(request({ body }))).toMatchObject({ ok: false, code: 21611 });
    expect((await core.send(request({ from: "12345" }))).ok).toBe(true);
  });

  test("with a known idempotency key is the first message, and goes once", async () => {
    const carrier = createFakeCarrier();
    const { send, core, clock } = await openedAlone({ carrier: () => carrier });
    const first = await send({ idempotencyKey: "k" });
    await clock.advance(1000);
    const second = await send({ idempotencyKey: "k", body: "something else" });
    expect(second).toEqual(await core.message(accountSid, first.sid));
    expect(second.status).toBe("sent");
    await clock.advance(5000);
    expect(carrier.handed).toHaveLength(1);
  });

  test("with a known idempotency key and another payload is refused with 20422", async () => {
    const { send, core } = await openedAlone();
    const first = await send({ idempotencyKey: "k", fingerprint: "a" });
    const other = request({ idempotencyKey: "k", fingerprint: "b" });
    const refused = await core.send(other);
    expect(refused).toMatchObject({ ok: false, code: 20422 });
    expect(refused).toHaveProperty("sentence", expect.stringContaining(first.sid));
    expect((await send({ idempotencyKey: "k", fingerprint: "a" })).sid).toBe(first.sid);
    // Both arrive at once: the transaction decides.
    const results = await Promise.all(
      ["a", "b"].map((fingerprint) => core.send(request({ idempotencyKey: "l", fingerprint }))),
    );
    expect(results.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await core.messages({ accountSid, limit: 50 })).toHaveLength(2);
  });

  test("belongs to its account alone", async () => {
    const { send, core } = await openedAlone();
    const { sid } = await send();
    expect(await core.message(`AC${"9".repeat(32)}`, sid)).toBeUndefined();
  });
});

describe("reached", () => {
  test("resolves when the status comes, has come, or the message has ended otherwise", async () => {
    const { send, core, clock } = await openedAlone();
    const { sid } = await send();
    const waiting = core.reached(sid, "delivered");
    await clock.advance(1000);
    expect((await waiting).status).toBe("delivered");
    expect((await core.reached(sid, "delivered")).status).toBe("delivered");
    const { sid: absent } = await send({ to: "+15005530003" });
    const ended = core.reached(absent, "delivered");
    await clock.advance(5000);
    expect((await ended).status).toBe("undelivered");
  });

  test("resolves for a status that the message has left behind", async () => {
    const { send, core, clock } = await openedAlone({ carrier: () => createFakeCarrier() });
    const { sid } = await send();
    await clock.advance(10);
    expect((await core.reached(sid, "queued")).status).toBe("sent");
  });

  test("rejects for an unknown message", async () => {
    const { core } = await openedAlone();
    await expect(core.reached(createSid("SM"), "sent")).rejects.toMatchObject({ code: 20404 });
  });
});

describe("a message from a handset", () => {
  test("is stored as receiving, and moves to received once", async () => {
    const { core, clock, posted } = await openedAlone();
    const content = { contentType: "image/png", bytes: Uint8Array.of(1, 2, 3) };
    const from = { accountSid, from: handset, to: longCode };
    const message = await core.receive({ ...from, body: "a cat", media: [content] });
    expect(message).toMatchObject({ direction: "inbound", status: "receiving", numMedia: 1 });
    expect(message.sid).toMatch(/^MM/);
    expect(await core.receiving()).toEqual([message]);
    const [item] = await core.media(message.sid);
    if (!item) throw new Error("No media.");
    const kept = await core.mediaContent(message.sid, item.sid);
    expect(Buffer.from(kept?.bytes ?? [])).toEqual(Buffer.of(1, 2, 3));
    await clock.advance(40);
    await core.received(message.sid);
    await core.received(message.sid);
    expect(await core.receiving()).toEqual([]);
    expect(await core.message(accountSid, message.sid)).toMatchObject({
      status: "received",
      dateSent: start + 40,
    });
    expect(await core.events(message.sid)).toHaveLength(2);
    expect(await core.conversation(handset)).toHaveLength(1);
    expect(posted).toEqual([]);
  });
});

import { describe, expect, onTestFinished, test } from "vitest";
import type { Message } from "../../index.ts";
import {
  accountSid,
  handset,
  openCore,
  request,
  shortCode,
  tollFree,
} from "../../test/open-core.ts";
import { got, opened, secondCode, senders, write } from "./opt-out.fixture.ts";

describe("STOP to a number", () => {
  test("is answered, and closes this number alone", async () => {
    const opening = await opened();
    const { core } = opening;
    await write(opening, "Stop");
    expect(await core.send(request())).toMatchObject({ ok: false, code: 21610 });
    expect(await core.send(request({ from: secondCode }))).toMatchObject({ ok: true });
    expect(await core.send(request({ to: "+14155550101" }))).toMatchObject({ ok: true });
    expect(await got(opening)).toEqual([expect.stringContaining("successfully been unsubscribed")]);
  });

  test("blocks the app's reply too, and goes on to its webhook without OptOutType", async () => {
    const opening = await opened();
    const message = await write(opening, "STOP");
    expect(message).toMatchObject({ status: "receiving", optOutType: undefined });
    const reply = request({ direction: "outbound-reply" });
    expect(await opening.core.send(reply)).toMatchObject({ code: 21610 });
  });

  test("stops what already waits, and not the answer", async () => {
    const opening = await opened();
    const { core, clock } = opening;
    const sent = await opening.send();
    const waiting = await opening.send();
    const another = await opening.send({ from: secondCode });
    await clock.advance(500);
    await write(opening, "STOP");
    expect(await got(opening)).toHaveLength(1);
    expect(await core.message(accountSid, sent.sid)).toMatchObject({ status: "delivered" });
    expect(await core.message(accountSid, another.sid)).toMatchObject({ status: "delivered" });
    expect(await core.message(accountSid, waiting.sid)).toMatchObject({
      status: "failed",
      errorCode: 21610,
    });
  });

  test("leaves a repeated request with what its first one has got", async () => {
    const opening = await opened();
    const first = await opening.send({ idempotencyKey: "key" });
    await write(opening, "STOP");
    expect(await opening.core.send(request({ idempotencyKey: "key" }))).toMatchObject({
      ok: true,
      message: { sid: first.sid },
    });
  });

  test("is answered once, and free of charge", async () => {
    const opening = await opened();
    const { sid } = await write(opening, "STOP");
    const again = await write(opening, "STOP");
    expect(await got(opening)).toHaveLength(1);
    const answer = (await opening.core.conversation(handset)).find(
      ({ direction }) => direction === "outbound-reply",
    );
    expect(answer?.price).toEqual({ amount: 0, carrierFee: 0, currency: "USD" });
    const told = async (of: Message["sid"]) =>
      (await opening.core.explain(accountSid, of))?.map(({ sentence }) => sentence);
    expect(await told(sid)).toContain(
      "They opt out of this number. Answered in the platform's own words.",
    );
    expect(await told(again.sid)).toContain("They had opted out of this number before: no answer.");
  });

  test("right after a START is the last word", async () => {
    const opening = await opened();
    await write(opening, "STOP");
    await Promise.all([write(opening, "START"), write(opening, "STOP")]);
    expect(await opening.core.send(request())).toMatchObject({ ok: false, code: 21610 });
    await Promise.all([write(opening, "STOP"), write(opening, "START")]);
    expect(await opening.core.send(request())).toMatchObject({ ok: true });
  });

  test("START, YES and UNSTOP undo it; HELP is silent until then", async () => {
    const opening = await opened();
    for (const word of ["START", "YES", "UNSTOP"]) {
      await write(opening, "STOP");
      await write(opening, "HELP");
      await write(opening, word);
      expect(await opening.core.send(request())).toMatchObject({ ok: true });
    }
    const bodies = await got(opening);
    expect(bodies.filter((body) => body.includes("re-subscribed"))).toHaveLength(3);
    expect(bodies.filter((body) => body.startsWith("Reply STOP"))).toHaveLength(0);
    await write(opening, "help");
    expect(await got(opening)).toHaveLength(7);
  });

  test("YES is a word like any other to those who have not opted out", async () => {
    const opening = await opened();
    await write(opening, "yes");
    expect(await got(opening)).toEqual([]);
  });

  test("nothing happens at a short code", async () => {
    const opening = await opened();
    await write(opening, "STOP", shortCode);
    expect(await opening.core.send(request({ from: shortCode }))).toMatchObject({ ok: true });
    expect(await got(opening)).toEqual([]);
  });
});

describe("a toll-free number", () => {
  test("is closed and opened by the network's words", async () => {
    const opening = await opened();
    await write(opening, "STOP", tollFree);
    const toSend = request({ from: tollFree });
    expect(await opening.core.send(toSend)).toMatchObject({ code: 21610 });
    await write(opening, "YES", tollFree);
    expect(await opening.core.send(toSend)).toMatchObject({ code: 21610 });
    await write(opening, "start", tollFree);
    expect(await opening.core.send(toSend)).toMatchObject({ ok: true });
    expect(await got(opening)).toEqual([
      expect.stringContaining('NETWORK MSG: You replied with the word "stop"'),
      expect.stringContaining('NETWORK MSG: You have replied "start"'),
    ]);
  });
});

test("a keyword whose answer a crash has lost is answered after the start, once", async () => {
  const first = await openCore({ senders, started: false });
  onTestFinished(first.close);
  const { store, core, file, clock } = first;
  // It stops where the list is to be written, which is before anything is answered.
  Object.assign(store.optOuts, {
    add: () => Promise.reject(new Error("The machine has stopped.")),
  });
  await expect(write(first, "STOP")).rejects.toThrow("stopped");
  expect(await core.receiving()).toMatchObject([{ body: "STOP" }]);
  await core.close();
  await store.close();

  for (let restart = 0; restart < 2; restart += 1) {
    const again = await openCore({ senders, file, clock });
    expect(await again.core.send(request())).toMatchObject({ code: 21610 });
    expect(await got(again)).toHaveLength(1);
    await again.close();
  }
});

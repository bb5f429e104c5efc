import { createSid, type MessageStatus } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import { createFakeCarrier } from "../test/fake-carrier.ts";
import { accountSid, start } from "../test/open-core.ts";
import { openedAlone, story } from "../test/opened.ts";

describe("receipts", () => {
  const receipt = { status: "delivered", at: start + 5000, errorCode: null } as const;

  test.each<[string, readonly ("delivered" | "undelivered")[], MessageStatus]>([
    ["twice", ["delivered", "delivered"], "delivered"],
    ["late and contradicting", ["delivered", "undelivered"], "delivered"],
    ["late and contradicting the other way", ["undelivered", "delivered"], "undelivered"],
  ])("that come %s move the message once", async (_name, given, status) => {
    const carrier = createFakeCarrier();
    const opening = await openedAlone({ carrier: () => carrier });
    const { sid } = await opening.send();
    await opening.clock.advance(10);
    for (const each of given) {
      const errorCode = each === "delivered" ? null : 30003;
      await carrier.give({ ...receipt, messageSid: sid, status: each, errorCode });
    }
    expect(await story(opening, sid)).toEqual(["queued", "sending", "sent", status]);
  });

  test("may overtake the answer to the hand-over", async () => {
    const { promise, resolve } = gate();
    const carrier = createFakeCarrier({}, async () => {
      await promise;
      return { ok: true };
    });
    const opening = await openedAlone({ carrier: () => carrier });
    const { sid } = await opening.send();
    await opening.clock.advance(10);
    await carrier.give({ ...receipt, messageSid: sid });
    resolve();
    await opening.clock.advance(10);
    expect(await story(opening, sid)).toEqual(["queued", "sending", "delivered"]);
    expect((await opening.core.message(accountSid, sid))?.dateSent).toBe(start + 10);
  });

  test("of unknown messages, or before the hand-over, change nothing", async () => {
    const carrier = createFakeCarrier();
    const opening = await openedAlone({ carrier: () => carrier });
    await opening.send();
    // Its slot is a second later.
    const { sid } = await opening.send();
    await carrier.give({ ...receipt, messageSid: createSid("SM") });
    await carrier.give({ ...receipt, messageSid: sid });
    expect(await story(opening, sid)).toEqual(["queued"]);
    expect(opening.errors).toEqual([]);
  });

  test("without a reason are 30008", async () => {
    const carrier = createFakeCarrier();
    const { send, core, clock } = await openedAlone({ carrier: () => carrier });
    const { sid } = await send();
    await clock.advance(10);
    await carrier.give({ ...receipt, messageSid: sid, status: "undelivered" });
    expect((await core.message(accountSid, sid))?.errorCode).toBe(30008);
  });
});

function gate(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let open = () => {};
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { promise, resolve: () => open() };
}

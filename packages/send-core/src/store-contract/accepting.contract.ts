import { createSid } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import type { Store } from "../index.ts";
import {
  acceptance,
  accountSid,
  candidate,
  destination,
  now,
  type OpenStore,
  queue,
  quote,
  statusCallback,
  take,
} from "./stored.fixture.ts";

export function acceptingContract(name: string, opened: OpenStore): void {
  describe(`${name}: accepting`, () => {
    test("gives back what it was given, also after it was opened again", async () => {
      const { store, reopen } = await opened();
      const accepted = acceptance({ statusCallback, messagingServiceSid: `MG${"2".repeat(32)}` });
      const result = await store.accept(accepted);
      const event = {
        messageSid: accepted.message.sid,
        sequence: 0,
        status: "queued",
        at: now,
        cause: "Accepted. It is queued.",
        errorCode: null,
      };
      const stored = { ...accepted.message, from: "+15005550006", numSegments: 1 };
      expect(result).toEqual({
        outcome: "accepted",
        dueAt: now,
        moves: [{ message: stored, event, callbackDestination: null }],
      });
      const again = await reopen();
      expect(await again.message(accepted.message.sid)).toEqual(stored);
      expect(await again.events(accepted.message.sid)).toEqual([event]);
      expect(await again.message(createSid("SM"))).toBeUndefined();
    });

    test("reserves the slots of one sender one after the other, of another beside them", async () => {
      const { store, reopen } = await opened();
      const due = async (on: Store, key: string) => {
        const limits = [{ key, unit: 333_334, cost: 333_334 }];
        const result = await on.accept(acceptance({}, { entry: queue([candidate({ limits })]) }));
        return result.outcome === "accepted" ? Number(result.dueAt) - now : result.outcome;
      };
      expect(await Promise.all([due(store, "a"), due(store, "a"), due(store, "a")])).toEqual([
        0, 334, 667,
      ]);
      expect(await due(store, "b")).toBe(0);
      expect(await due(await reopen(), "a")).toBe(1001);
    });

    test("refuses when the sender's queue is full, and keeps nothing", async () => {
      const { store } = await opened();
      const entry = queue([candidate()], { maxWait: 1000 });
      await store.accept(acceptance({}, { entry }));
      await store.accept(acceptance({}, { entry }));
      const third = acceptance({}, { entry });
      expect(await store.accept(third)).toEqual({ outcome: "full" });
      expect(await store.message(third.message.sid)).toBeUndefined();
    });

    test("takes the sender that is free first, of equal ones the first, and remembers it", async () => {
      const { store, reopen } = await opened();
      const pool = ["+15005550007", "+15005550008"].map((from) => candidate({ from }));
      const sticky = { serviceSid: "MG1", to: "+14155550100" };
      const from = async () => {
        const draft = acceptance({ from: null }, { entry: queue(pool, { sticky }) });
        const result = await store.accept(draft);
        return (
          result.outcome === "accepted" && [
            result.moves[0]?.message.from,
            Number(result.dueAt) - now,
          ]
        );
      };
      expect(await from()).toEqual(["+15005550007", 0]);
      expect(await from()).toEqual(["+15005550008", 0]);
      expect(await store.stickySender("MG1", "+14155550100")).toBe("+15005550008");
      expect(await from()).toEqual(["+15005550007", 1000]);
      const again = await reopen();
      expect(await again.stickySender("MG1", "+14155550100")).toBe("+15005550007");
      expect(await again.stickySender("MG2", "+14155550100")).toBeUndefined();
    });

    test("moves an accepted message to queued at once, with its sender and a callback", async () => {
      const { store } = await opened();
      const draft = { status: "accepted", from: null, numSegments: 0, statusCallback } as const;
      const entry = queue([candidate({ from: "+15005550007", numSegments: 2, quote })]);
      const accepted = acceptance(draft, { entry });
      const result = await store.accept(accepted);
      if (result.outcome !== "accepted") throw new Error(result.outcome);
      const [first, second] = result.moves;
      expect(first?.message).toEqual(accepted.message);
      expect(first?.callbackDestination).toBeNull();
      expect(second?.message).toMatchObject({ status: "queued", from: "+15005550007", quote });
      expect(second?.event).toMatchObject({ sequence: 1, cause: "It is queued." });
      expect(second?.callbackDestination).toBe(destination);
      expect(await store.message(accepted.message.sid)).toEqual(second?.message);
      expect((await store.takeDue(take)).due[0]?.event?.sequence).toBe(2);
    });

    test("lets a message fail at once, with its notes, and reserves nothing", async () => {
      const { store, reopen } = await opened();
      const entry = { kind: "fail", errorCode: 21610, cause: "Unsubscribed." } as const;
      const note = { kind: "route", sentence: "Nobody.", errorCode: null } as const;
      const accepted = acceptance({ status: "accepted" }, { entry, notes: [note] });
      const { sid } = accepted.message;
      await store.accept(accepted);
      const again = await reopen();
      expect(await again.message(sid)).toMatchObject({ status: "failed", errorCode: 21610 });
      expect((await again.events(sid)).map(({ status }) => status)).toEqual(["accepted", "failed"]);
      expect(await again.notes(sid)).toEqual([{ messageSid: sid, at: now, ...note }]);
      expect(await again.reservations({ now, limit: 10 })).toEqual([]);
    });

    test("keeps within a day's allowance, and begins anew at midnight there", async () => {
      const { store } = await opened();
      const quota = {
        key: "brand",
        amount: 2,
        most: 3,
        timeZone: "America/Los_Angeles",
        code: 30027,
      };
      const entry = queue([candidate({ limits: [], quotas: [quota] })]);
      expect((await store.accept(acceptance({}, { entry }))).outcome).toBe("accepted");
      const capped = { outcome: "capped", code: 30027 };
      expect(await store.accept(acceptance({}, { entry }))).toEqual(capped);
      const midnight = Date.UTC(2026, 7, 2, 7);
      const before = acceptance({ dateCreated: midnight - 1, validUntil: null }, { entry });
      expect(await store.accept(before)).toEqual(capped);
      const after = acceptance({ dateCreated: midnight, validUntil: null }, { entry });
      expect((await store.accept(after)).outcome).toBe("accepted");
    });

    test("reserves nothing for a message that will not live to see its slot", async () => {
      const { store } = await opened();
      await store.accept(acceptance());
      const short = acceptance({ validUntil: now + 500, statusCallback });
      expect(await store.accept(short)).toMatchObject({ outcome: "accepted", dueAt: now + 501 });
      expect((await store.takeDue(take)).due).toHaveLength(1);
      const { expired, due } = await store.takeDue({ ...take, now: now + 501 });
      expect(expired).toMatchObject([
        {
          message: { sid: short.message.sid, status: "failed", errorCode: 30036 },
          event: { cause: "Too late." },
          callbackDestination: destination,
        },
      ]);
      expect(due).toEqual([]);
      expect(await store.accept(acceptance())).toMatchObject({ dueAt: now + 1000 });
    });

    test("takes an idempotency key once within an account", async () => {
      const { store, reopen } = await opened();
      const key = { idempotencyKey: "key" };
      const first = acceptance({}, { ...key, fingerprint: "of the first" });
      const second = acceptance({ body: "other" }, { ...key, fingerprint: "of the second" });
      const [one, two] = await Promise.all([store.accept(first), store.accept(second)]);
      expect(one.outcome).toBe("accepted");
      const repeated = { outcome: "repeated", message: first.message, fingerprint: "of the first" };
      expect(two).toEqual(repeated);
      const again = await reopen();
      expect(await again.accept(second)).toEqual(repeated);
      const elsewhere = acceptance(
        { accountSid: `AC${"9".repeat(32)}` },
        { idempotencyKey: "key" },
      );
      expect((await again.accept(elsewhere)).outcome).toBe("accepted");
      expect(await again.message(second.message.sid)).toBeUndefined();
    });

    test("knows the message of an idempotency key, until that is removed", async () => {
      const { store, reopen } = await opened();
      const first = acceptance({}, { idempotencyKey: "key" });
      const { sid } = first.message;
      await store.accept(first);
      expect(await store.repeated(accountSid, "key")).toEqual({
        message: first.message,
        fingerprint: null,
      });
      expect(await store.repeated(createSid("AC"), "key")).toBeUndefined();
      await store.remove(sid);
      // Another account's message may get the place of the one that is gone.
      const elsewhere = acceptance({ accountSid: createSid("AC") }, { idempotencyKey: "key" });
      await store.accept(elsewhere);
      const again = await reopen();
      expect(await again.repeated(accountSid, "key")).toBeUndefined();
      const second = acceptance({}, { idempotencyKey: "key" });
      expect(await again.accept(second)).toMatchObject({
        outcome: "accepted",
        moves: [{ message: { sid: second.message.sid } }],
      });
    });

    test("one that fails does no harm to those that arrived with it", async () => {
      const { store } = await opened();
      const good = acceptance();
      const taken = acceptance({ sid: good.message.sid });
      const other = acceptance();
      const results = await Promise.allSettled([good, taken, other].map(store.accept));
      expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect(await store.message(other.message.sid)).toEqual(other.message);
    });
  });
}

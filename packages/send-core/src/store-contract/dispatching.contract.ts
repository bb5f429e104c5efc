import type { MessageSid } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import {
  acceptance,
  accountSid,
  candidate,
  destination,
  move,
  nothing,
  now,
  type OpenStore,
  sending,
  statusCallback,
  take,
} from "./stored.fixture.ts";

export function dispatchingContract(name: string, opened: OpenStore): void {
  describe(`${name}: dispatching`, () => {
    test("gives each due message to one owner, earliest first, as sending", async () => {
      const { store } = await opened();
      const accepted = [acceptance(), acceptance(), acceptance()];
      for (const item of accepted) await store.accept(item);
      expect(await store.nextDue()).toBe(now);
      const [one, two] = await Promise.all([
        store.takeDue(take),
        store.takeDue({ ...take, now: now + 1000, owner: "two" }),
      ]);
      const taken = [...one.due, ...two.due];
      expect(taken.map(({ message: { sid } }) => sid)).toEqual(
        accepted.slice(0, 2).map((item) => item.message.sid),
      );
      expect(taken[0]?.message.status).toBe("sending");
      expect(taken[1]?.event).toMatchObject({ sequence: 1, status: "sending", at: now + 1000 });
      expect(await store.nextDue()).toBe(now + 2000);
    });

    test("takes no more than it is asked for", async () => {
      const { store } = await opened();
      for (const from of ["a", "b", "c"]) await store.accept(acceptance({ from }));
      const first = await store.takeDue({ ...take, limit: 2 });
      expect([first.due.length, first.hasMore]).toEqual([2, true]);
      const second = await store.takeDue({ ...take, limit: 2 });
      expect([second.due.length, second.hasMore]).toEqual([1, false]);
      expect(await store.takeDue(take)).toEqual(nothing);
    });

    test("gives a message whose lease has run out to the next owner, without a second event", async () => {
      const { store } = await opened();
      const { sid } = await sending(store);
      expect(await store.nextDue()).toBe(now + 30_000);
      const early = { ...take, owner: "two", now: now + 29_999, leaseUntil: now + 60_000 };
      expect(await store.takeDue(early)).toEqual(nothing);
      const [again] = (await store.takeDue({ ...early, now: now + 30_000 })).due;
      expect(again).toMatchObject({
        message: { sid, status: "sending" },
        event: null,
        attempt: 2,
        isInterrupted: true,
      });
      expect(await store.takeDue({ ...early, now: now + 30_000 })).toEqual(nothing);
    });

    test("a renewed lease holds on; another owner's does not", async () => {
      const { store } = await opened();
      await sending(store);
      await store.renewLeases("one", now + 50_000);
      await store.renewLeases("two", now + 90_000);
      const later = { ...take, owner: "two", leaseUntil: now + 99_000 };
      expect(await store.takeDue({ ...later, now: now + 49_999 })).toEqual(nothing);
      expect((await store.takeDue({ ...later, now: now + 50_000 })).due).toHaveLength(1);
    });

    test("takes nothing that has moved on", async () => {
      const { store } = await opened();
      const { sid } = await sending(store);
      await store.move([move(sid, "sent")]);
      expect(await store.takeDue({ ...take, now: now + 99_000 })).toEqual(nothing);
      expect(await store.nextDue()).toBeUndefined();
    });

    test("gives back scheduled messages at their time, and queues them with a sender", async () => {
      const { store, reopen } = await opened();
      const at = now + 600_000;
      const draft = { status: "scheduled", from: null, sendAt: at, statusCallback } as const;
      const accepted = acceptance(draft, { entry: { kind: "schedule", at } });
      const { sid } = accepted.message;
      expect(await store.accept(accepted)).toMatchObject({ outcome: "accepted", dueAt: at });
      expect(await store.countScheduled(accountSid)).toBe(1);
      expect(await store.nextDue()).toBe(at);
      expect(await store.takeDue({ ...take, now: at - 1 })).toEqual(nothing);
      const again = await reopen();
      const taken = await again.takeDue({ ...take, now: at, leaseUntil: at + 30_000 });
      expect(taken.scheduled).toEqual([accepted.message]);
      expect((await again.takeDue({ ...take, now: at })).scheduled).toEqual([]);
      const plan = { candidates: [candidate()], maxWait: 1, sticky: null, links: [] };
      const queued = await again.queue({ sid, at: at + 3, plan });
      expect(queued).toMatchObject({
        outcome: "queued",
        dueAt: at + 3,
        moved: {
          message: { status: "queued", from: "+15005550006" },
          callbackDestination: destination,
        },
      });
      expect(await again.queue({ sid, at, plan })).toEqual({ outcome: "gone" });
      expect(await again.countScheduled(accountSid)).toBe(0);
      expect((await again.takeDue({ ...take, now: at + 3 })).due).toHaveLength(1);
    });

    test("lets a message wait for another attempt, at a slot of its own", async () => {
      const { store, reopen } = await opened();
      const first = acceptance();
      const { sid } = first.message;
      await store.accept(first);
      await store.accept(acceptance({ to: "+14155550101" }));
      await store.takeDue(take);
      const query = { sid, now, notBefore: now + 500, sentence: "Busy.", errorCode: 30017 };
      // The second message has the slot at one second.
      expect(await store.retry(query)).toEqual({ dueAt: now + 2000 });
      expect(await store.notes(sid)).toMatchObject([
        { kind: "attempt", at: now, sentence: expect.stringContaining("Busy."), errorCode: 30017 },
      ]);
      const again = await reopen();
      expect((await again.takeDue({ ...take, now: now + 1000 })).due).toHaveLength(1);
      expect((await again.takeDue({ ...take, now: now + 1999 })).due).toEqual([]);
      const { due } = await again.takeDue({ ...take, now: now + 2000 });
      expect(due).toMatchObject([
        { message: { sid }, event: null, attempt: 2, isInterrupted: false },
      ]);
      const late = { ...query, now: now + 36_000_000, notBefore: now + 36_000_001 };
      expect(await again.retry(late)).toBeUndefined();
      await again.move([move(sid, "delivered")]);
      expect(await again.retry(query)).toBeUndefined();
    });

    test("gives messages that are late a slot each, in their order", async () => {
      const { store, reopen } = await opened();
      const sids: MessageSid[] = [];
      for (let count = 0; count < 4; count += 1) {
        const item = acceptance();
        await store.accept(item);
        sids.push(item.message.sid);
      }
      const again = await reopen();
      const taken: (readonly [number, MessageSid])[] = [];
      for (let time = now + 60_000; time < now + 70_000; time += 500) {
        const { due } = await again.takeDue({ ...take, now: time, leaseUntil: time + 30_000 });
        taken.push(...due.map(({ message: { sid } }) => [time - now, sid] as const));
      }
      // What went last before is not known, so the first waits for a slot as well.
      expect(taken).toEqual(sids.map((sid, index) => [61_000 + 1000 * index, sid]));
    });

    test("tells how long limits are reserved, and how many messages wait", async () => {
      const { store } = await opened();
      for (const from of ["a", "b", "b"]) await store.accept(acceptance({ from }));
      expect(await store.waiting()).toBe(3);
      expect(await store.reservations({ now, limit: 10 })).toEqual([
        { key: "b", until: now + 2000 },
        { key: "a", until: now + 1000 },
      ]);
      expect(await store.reservations({ now: now + 1000, limit: 10 })).toHaveLength(1);
    });

    test("lists messages without a receipt, page by page", async () => {
      const { store } = await opened();
      const sent: MessageSid[] = [];
      for (let count = 0; count < 3; count += 1) {
        const { sid } = await sending(store);
        await store.move([move(sid, "sent", { dateSent: now + 5 })]);
        sent.push(sid);
      }
      const answered = await sending(store);
      await store.move([move(answered.sid, "delivered")]);
      const sids = async (query: { limit: number; after?: MessageSid | undefined }) =>
        (await store.unanswered({ since: now, ...query })).map(({ sid }) => sid);
      expect(await sids({ limit: 2 })).toEqual(sent.slice(0, 2));
      expect(await sids({ limit: 2, after: sent[1] })).toEqual(sent.slice(2));
      expect(await store.unanswered({ since: now + 6, limit: 2 })).toEqual([]);
    });
  });
}

import { describe, expect, test } from "vitest";
import {
  destination,
  move,
  now,
  type OpenStore,
  sending,
  statusCallback,
  takeCallback,
} from "./stored.fixture.ts";

export function callbacksContract(name: string, opened: OpenStore): void {
  describe(`${name}: status callbacks`, () => {
    test("are queued with the move, if there is a target and the move has one", async () => {
      const { store, reopen } = await opened();
      const silent = await sending(store);
      const [unheard] = await store.move([move(silent.sid, "sent", { callback: true })]);
      expect(unheard?.callbackDestination).toBeNull();
      const { sid } = await sending(store, { statusCallback });
      const [sent] = await store.move([move(sid, "sent", { callback: true })]);
      expect(sent?.callbackDestination).toBe(destination);
      const again = await reopen();
      expect(await again.callbackDestinations()).toEqual([{ destination, dueAt: now + 5 }]);
      const jobs = await again.takeCallbacks({ ...takeCallback, now: now + 5 });
      expect(jobs).toEqual([{ message: sent?.message, event: sent?.event, attempt: 1 }]);
    });

    test("of one message come one after the other, of many together", async () => {
      const { store } = await opened();
      const first = await sending(store, { statusCallback });
      const second = await sending(store, { statusCallback });
      await store.move([
        move(first.sid, "sent", { callback: true }),
        move(first.sid, "delivered", { callback: true }),
        move(second.sid, "sent", { callback: true }),
      ]);
      const jobs = await store.takeCallbacks({ ...takeCallback, now: now + 5 });
      expect(jobs.map(({ message: { sid }, event }) => [sid, event.status])).toEqual([
        [first.sid, "sent"],
        [second.sid, "sent"],
      ]);
      const [job] = jobs;
      if (!job) throw new Error("No job.");
      const delivery = {
        messageSid: first.sid,
        status: "sent",
        url: statusCallback.url,
        attempt: 1,
        at: now + 6,
        httpStatus: 204,
        errorCode: null,
      } as const;
      await store.finishCallback(job, delivery, null);
      expect(await store.callbackDeliveries(first.sid)).toEqual([delivery]);
      const next = await store.takeCallbacks({ ...takeCallback, now: now + 6 });
      expect(next.map(({ event }) => event.status)).toEqual(["delivered"]);
    });

    test("are held by a lease, and repeated at their time", async () => {
      const { store, reopen } = await opened();
      const { sid } = await sending(store, { statusCallback });
      await store.move([move(sid, "sent", { callback: true })]);
      const at = now + 5;
      const [job] = await store.takeCallbacks({ ...takeCallback, now: at });
      if (!job) throw new Error("No job.");
      const other = { ...takeCallback, owner: "two", leaseUntil: now + 60_000 };
      expect(await store.takeCallbacks({ ...other, now: now + 29_999 })).toEqual([]);
      await store.renewLeases("one", now + 40_000);
      expect(await store.takeCallbacks({ ...other, now: now + 39_999 })).toEqual([]);
      expect(await store.takeCallbacks({ ...other, now: now + 40_000 })).toHaveLength(1);
      const delivery = {
        messageSid: sid,
        status: "sent",
        url: statusCallback.url,
        attempt: 1,
        at,
        httpStatus: null,
        errorCode: 11202,
      } as const;
      await store.finishCallback(job, delivery, now + 70_000);
      const again = await reopen();
      expect(await again.takeCallbacks({ ...takeCallback, now: now + 69_999 })).toEqual([]);
      expect(await again.takeCallbacks({ ...takeCallback, now: now + 70_000 })).toMatchObject([
        { attempt: 2, event: { status: "sent" } },
      ]);
      expect(await again.callbackDeliveries(sid)).toEqual([delivery]);
    });

    test("wait apart by destination", async () => {
      const { store } = await opened();
      const here = await sending(store, { statusCallback });
      const there = await sending(store, {
        statusCallback: { url: "http://127.0.0.1:8080/status", method: "GET" },
      });
      await store.move([
        move(here.sid, "sent", { callback: true }),
        move(there.sid, "sent", { callback: true, at: now + 7 }),
      ]);
      expect(new Set(await store.callbackDestinations())).toEqual(
        new Set([
          { destination, dueAt: now + 5 },
          { destination: "http://127.0.0.1:8080", dueAt: now + 7 },
        ]),
      );
      const query = { ...takeCallback, destination: "http://127.0.0.1:8080", now: now + 7 };
      const jobs = await store.takeCallbacks(query);
      expect(jobs.map(({ message: { sid } }) => sid)).toEqual([there.sid]);
    });
  });
}

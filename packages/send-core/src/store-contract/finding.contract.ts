import { createSid, type MessageSid } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import type { Message, Store } from "../index.ts";
import {
  acceptance,
  accountSid,
  candidate,
  free,
  message,
  move,
  now,
  type OpenStore,
  queue,
  quote,
  sending,
} from "./stored.fixture.ts";

export function findingContract(name: string, opened: OpenStore): void {
  describe(`${name}: finding`, () => {
    test("lists one account's messages, newest first, filtered and page by page", async () => {
      const { store } = await opened();
      const all: Message[] = [];
      for (const index of [0, 1, 2, 3, 4]) {
        const item = acceptance({
          to: index % 2 ? "+14155550101" : "+14155550100",
          from: index < 3 ? "+15005550006" : "+15005550007",
          dateSent: index === 0 ? null : now + index * 1000,
        });
        await store.accept(item);
        all.unshift(item.message);
      }
      await store.accept(acceptance({ accountSid: `AC${"9".repeat(32)}` }));
      const sids = async (query: Partial<Parameters<Store["messages"]>[0]>) =>
        (await store.messages({ accountSid, limit: 50, ...query })).map(({ sid }) => sid);
      const expected = (test: (item: Message) => boolean) => all.filter(test).map(({ sid }) => sid);
      expect(await sids({})).toEqual(expected(() => true));
      expect(await sids({ limit: 2 })).toEqual(expected(() => true).slice(0, 2));
      expect(await sids({ limit: 2, after: all[1]?.sid })).toEqual(
        expected(() => true).slice(2, 4),
      );
      expect(await sids({ limit: 2, before: all[3]?.sid })).toEqual(
        expected(() => true).slice(1, 3),
      );
      expect(await sids({ to: "+14155550100", limit: 9, before: all[2]?.sid })).toEqual(
        expected(() => true).slice(0, 1),
      );
      expect(await sids({ to: "+14155550101" })).toEqual(
        expected(({ to }) => to === "+14155550101"),
      );
      expect(await sids({ from: "+15005550007", to: "+14155550100" })).toEqual(
        expected(({ from, to }) => from === "+15005550007" && to === "+14155550100"),
      );
      expect(await sids({ sentFrom: now + 2000, sentBefore: now + 4000 })).toEqual(
        expected(({ dateSent }) => dateSent === now + 2000 || dateSent === now + 3000),
      );
    });

    test("goes on behind a message that is no more", async () => {
      const { store } = await opened();
      const sids: MessageSid[] = [];
      for (let count = 0; count < 4; count += 1) {
        const accepted = acceptance({}, { entry: free });
        await store.accept(accepted);
        sids.unshift(accepted.message.sid);
      }
      const [newest, second, third, oldest] = sids;
      const page = async (query: Partial<Parameters<Store["messages"]>[0]>) =>
        (await store.messages({ accountSid, limit: 9, ...query })).map(({ sid }) => sid);
      for (const sid of sids.slice(1, 3)) await store.remove(sid);
      expect(await page({ after: second })).toEqual([oldest]);
      expect(await page({ before: third })).toEqual([newest]);
      expect(await page({ after: createSid("SM") })).toEqual([]);
    });

    test("counts what was charged at an unknown price, for nothing, removed or not", async () => {
      const { store } = await opened();
      const accepted = acceptance({}, { entry: queue([candidate({ quote: null })]) });
      await store.accept(accepted);
      const { sid } = accepted.message;
      await store.move([move(sid, "sending")]);
      const charged = { at: now, dateSent: now, charge: true };
      await store.move([move(sid, "sent", charged), move(sid, "delivered", { at: now })]);
      expect(await store.message(sid)).toMatchObject({ status: "delivered", price: null });
      const usage = () =>
        store.usage({ accountSid, from: Date.UTC(2026, 7, 1), before: Date.UTC(2026, 7, 2) });
      const used = { kind: "sms", count: 1, segments: 1, amount: 0, carrierFee: 0 };
      expect(await usage()).toMatchObject([used]);
      await store.remove(sid);
      expect(await usage()).toMatchObject([used]);
    });

    test("sums up what a day's messages have used, removed ones too", async () => {
      const { store } = await opened();
      const day = Date.UTC(2026, 7, 1);
      const nextDay = Date.UTC(2026, 7, 2);
      const sent = async (at: number, override: Partial<Message> = {}) => {
        const { transport = "sms" } = override;
        const taken = candidate({ limits: [], quote, numSegments: 2, transport });
        const accepted = acceptance(override, { entry: queue([taken]) });
        await store.accept(accepted);
        const { sid } = accepted.message;
        const moves = await store.move([
          move(sid, "sending"),
          move(sid, "sent", { at, dateSent: at, charge: true }),
        ]);
        expect(moves).not.toContain(undefined);
        return sid;
      };
      const sids = [await sent(now), await sent(nextDay - 1), await sent(nextDay)];
      await sent(now, { transport: "mms" });
      await sent(now, { accountSid: `AC${"9".repeat(32)}` });
      const failed = await sending(store);
      await store.move([move(failed.sid, "failed", { at: nextDay - 1 })]);
      const waiting = await sending(store);
      const usage = () => store.usage({ accountSid, from: day, before: nextDay });
      const sum = (
        kind: "sms" | "mms" | "failed",
        count: number,
        segments: number,
        paid: number,
        onDay = day,
      ) => ({
        day: onDay,
        direction: "outbound",
        kind,
        count,
        segments,
        amount: paid * quote.amount,
        carrierFee: paid * quote.carrierFee,
      });
      const first = [sum("failed", 1, 1, 0), sum("mms", 1, 2, 1), sum("sms", 2, 4, 2)];
      expect(await usage()).toEqual(first);
      for (const sid of [...sids, failed.sid, waiting.sid]) await store.remove(sid);
      expect(await usage()).toEqual(first);
      await sent(now);
      expect(await usage()).toEqual([...first.slice(0, 2), sum("sms", 3, 6, 3)]);
      expect(
        await store.usage({ accountSid, from: nextDay, before: nextDay + (nextDay - day) }),
      ).toEqual([sum("sms", 1, 2, 1, nextDay)]);
      const both = await store.usage({ accountSid, from: day, before: nextDay + (nextDay - day) });
      expect(both.map((use) => use.day)).toEqual([day, day, day, nextDay]);
    });

    test("tells a handset's conversation, oldest first", async () => {
      const { store } = await opened();
      const handset = "+14155550177";
      const inbound = message({ direction: "inbound", status: "receiving", from: handset });
      await store.receive({ message: inbound, cause: "Came.", media: [] });
      const answer = acceptance({ to: handset });
      await store.accept(answer);
      await store.accept(acceptance());
      const conversation = await store.conversation(handset);
      expect(conversation.map(({ sid }) => sid)).toEqual([inbound.sid, answer.message.sid]);
    });
  });
}

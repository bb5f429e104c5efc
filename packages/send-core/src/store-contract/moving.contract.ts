import { createSid } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import {
  acceptance,
  candidate,
  mediaOf,
  message,
  move,
  now,
  type OpenStore,
  queue,
  quote,
  sending,
  take,
} from "./stored.fixture.ts";

export function movingContract(name: string, opened: OpenStore): void {
  describe(`${name}: moving`, () => {
    test("makes allowed moves, and appends each as an event", async () => {
      const { store, reopen } = await opened();
      const { sid } = await sending(store);
      const [sent] = await store.move([move(sid, "sent", { dateSent: now + 5 })]);
      expect(sent?.message).toMatchObject({
        status: "sent",
        dateSent: now + 5,
        dateUpdated: now + 5,
      });
      expect(sent?.event).toMatchObject({ sequence: 2, status: "sent", at: now + 5 });
      const failed = move(sid, "undelivered", { at: now + 9, errorCode: 30003, dateSent: now + 9 });
      const [undelivered] = await store.move([failed]);
      expect(undelivered?.message).toMatchObject({ errorCode: 30003, dateSent: now + 5 });
      const again = await reopen();
      expect(await again.message(sid)).toEqual(undelivered?.message);
      const events = await again.events(sid);
      expect(events.map(({ sequence, status }) => [sequence, status])).toEqual([
        [0, "queued"],
        [1, "sending"],
        [2, "sent"],
        [3, "undelivered"],
      ]);
    });

    test("leaves out what the status machine forbids, and moves of unknown messages", async () => {
      const { store } = await opened();
      const { sid } = await sending(store);
      const results = await store.move([
        move(sid, "delivered"),
        move(sid, "sent"),
        move(sid, "delivered"),
        move(sid, "undelivered", { errorCode: 30003 }),
        move(createSid("SM"), "sent"),
      ]);
      expect(results.map((moved) => moved?.event.status)).toEqual([
        "delivered",
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(await store.message(sid)).toMatchObject({ status: "delivered", errorCode: null });
      expect(await store.events(sid)).toHaveLength(3);
    });

    test("charges what was quoted, once", async () => {
      const { store, reopen } = await opened();
      const accepted = acceptance({}, { entry: queue([candidate({ quote })]) });
      const { sid } = accepted.message;
      await store.accept(accepted);
      expect(await store.message(sid)).toMatchObject({ quote, price: null });
      await store.takeDue(take);
      await store.move([move(sid, "sent", { charge: true })]);
      await store.move([move(sid, "delivered", { charge: true })]);
      expect(await (await reopen()).message(sid)).toMatchObject({ quote, price: quote });
    });

    test("takes notes in order, and drops those of unknown messages", async () => {
      const { store, reopen } = await opened();
      const { sid } = await sending(store);
      const note = {
        messageSid: sid,
        kind: "receipt",
        at: now,
        sentence: "Again.",
        errorCode: 30003,
      } as const;
      await store.addNotes([note, { ...note, messageSid: createSid("SM") }]);
      await store.addNotes([{ ...note, at: now + 1 }]);
      expect(await (await reopen()).notes(sid)).toEqual([note, { ...note, at: now + 1 }]);
    });

    test("keeps the text that the carrier gets, and goes on with the message", async () => {
      const { store, reopen } = await opened();
      const { sid, body } = await sending(store);
      await store.carry(sid, "With a link");
      expect(await store.message(sid)).toMatchObject({ body, carriedBody: "With a link" });
      const [moved] = await store.move([move(sid, "delivered")]);
      expect(moved).toMatchObject({ message: { carriedBody: "With a link", status: "delivered" } });
      await store.carry(createSid("SM"), "Nobody's");
      expect(await (await reopen()).message(sid)).toMatchObject({ carriedBody: "With a link" });
    });

    test("empties a body, and removes a message with all that belongs to it", async () => {
      const { store, reopen } = await opened();
      const parent = message({ sid: createSid("MM"), numMedia: 2 });
      const items = [
        mediaOf(parent, "https://a.example/1"),
        mediaOf(parent, "https://a.example/2"),
      ];
      await store.accept({ ...acceptance(), message: parent, media: items });
      const content = { contentType: "image/png", bytes: Uint8Array.of(1) };
      for (const item of items) await store.saveMediaContent(parent.sid, item.sid, content);
      const redacted = await store.redact(parent.sid, now + 9);
      expect(redacted).toMatchObject({ body: "", dateUpdated: now + 9, numMedia: 2 });
      const [one, two] = items;
      expect(await store.removeMedia(parent.sid, one?.sid ?? "ME")).toBe(true);
      expect(await store.removeMedia(parent.sid, one?.sid ?? "ME")).toBe(false);
      expect(await store.media(parent.sid)).toMatchObject([{ sid: two?.sid }]);
      await store.remove(parent.sid);
      const again = await reopen();
      expect(await again.message(parent.sid)).toBeUndefined();
      expect(await again.events(parent.sid)).toEqual([]);
      expect(await again.media(parent.sid)).toEqual([]);
      expect(await again.mediaContent(parent.sid, two?.sid ?? "ME")).toBeUndefined();
      expect(await again.redact(parent.sid, now)).toBeUndefined();
      await again.remove(parent.sid);
    });

    test("of moves that race, one is made", async () => {
      const { store } = await opened();
      const { sid } = await sending(store);
      const results = await Promise.all([
        store.move([move(sid, "delivered")]),
        store.move([move(sid, "undelivered", { errorCode: 30005 })]),
        store.move([move(sid, "failed", { errorCode: 30410 })]),
      ]);
      expect(results.flat().filter(Boolean)).toHaveLength(1);
    });
  });
}

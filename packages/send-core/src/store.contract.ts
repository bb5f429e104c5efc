import type { MessageSid, MessageStatus } from "@repartee/protocol";
import { createSid } from "@repartee/protocol";
import { describe, expect, onTestFinished, test } from "vitest";
import type {
  Acceptance,
  Candidate,
  Entry,
  Message,
  MessageMedia,
  Move,
  SlotPlan,
  Store,
} from "./index.ts";

/** A store that the contract can close and open again on the same data. */
export interface ContractStore {
  readonly store: Store;
  /** Closes it and opens it again: what was acknowledged must be there. */
  reopen(): Promise<Store>;
  /** Closes it and removes its data. */
  remove(): Promise<void>;
}

const accountSid = `AC${"1".repeat(32)}` as const;
const now = Date.UTC(2026, 7, 1, 12);

function message(override: Partial<Message> = {}): Message {
  return {
    sid: createSid("SM"),
    accountSid,
    direction: "outbound-api",
    from: "+15005550006",
    to: "+14155550100",
    body: "A body with ünïcödé, 'quotes' and 🎉",
    numMedia: 0,
    numSegments: 1,
    status: "queued",
    errorCode: null,
    messagingServiceSid: null,
    statusCallback: null,
    transport: "sms",
    carriedBody: null,
    sendAt: null,
    validUntil: now + 36_000_000,
    quote: null,
    price: null,
    dateCreated: now,
    dateUpdated: now,
    dateSent: null,
    ...override,
  };
}

function acceptance(
  override: Partial<Message> = {},
  rest: Partial<Omit<Acceptance, "message">> = {},
): Acceptance {
  const accepted = message(override);
  return {
    message: accepted,
    cause: "Accepted.",
    media: [],
    notes: [],
    idempotencyKey: undefined,
    entry: queue([candidate({ from: accepted.from ?? "" })]),
    ...rest,
  };
}

const second = 1_000_000;

function candidate(override: Partial<Candidate> = {}): Candidate {
  const { from = "+15005550006" } = override;
  return {
    from,
    numSegments: 1,
    transport: "sms",
    carriedBody: null,
    quote: null,
    limits: [{ key: from, unit: second, cost: second }],
    quotas: [],
    cause: "It is queued.",
    ...override,
  };
}

function queue(candidates: readonly Candidate[], override: Partial<SlotPlan> = {}): Entry {
  return {
    kind: "queue",
    plan: { candidates, maxWait: 36_000_000, sticky: null, links: [], ...override },
  };
}

/** A sender that is never busy. */
const free: Entry = queue([candidate({ limits: [] })]);

function move(sid: MessageSid, to: MessageStatus, override: Partial<Move> = {}): Move {
  return {
    sid,
    to,
    at: now + 5,
    cause: "It moved.",
    errorCode: null,
    dateSent: null,
    callback: false,
    ...override,
  };
}

function mediaOf(parent: Message, sourceUrl: string | null): MessageMedia {
  return {
    sid: createSid("ME"),
    messageSid: parent.sid,
    accountSid,
    contentType: null,
    size: null,
    sourceUrl,
    dateCreated: now,
  };
}

const expiry = { cause: "Too late.", errorCode: 30036 };
const take = { now, limit: 100, owner: "one", leaseUntil: now + 30_000, cause: "Due.", expiry };
const quote = { amount: 8_300, carrierFee: 4_500, currency: "USD" };
const nothing = { due: [], expired: [], scheduled: [], hasMore: false };
const statusCallback = { url: "https://app.example/status?x=1", method: "POST" } as const;
const destination = "https://app.example";
const takeCallback = { destination, now, limit: 100, owner: "one", leaseUntil: now + 30_000 };

/** What every store must do. `open` makes an empty one. */
export function storeContract(name: string, open: () => Promise<ContractStore>): void {
  async function opened(): Promise<ContractStore> {
    const contract = await open();
    onTestFinished(contract.remove);
    return contract;
  }

  async function sending(store: Store, override: Partial<Message> = {}): Promise<Message> {
    const accepted = acceptance(override, { entry: free });
    await store.accept(accepted);
    await store.takeDue(take);
    return accepted.message;
  }

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
      const first = acceptance({}, { idempotencyKey: "key" });
      const second = acceptance({ body: "other" }, { idempotencyKey: "key" });
      const [one, two] = await Promise.all([store.accept(first), store.accept(second)]);
      expect(one.outcome).toBe("accepted");
      expect(two).toEqual({ outcome: "repeated", message: first.message });
      const again = await reopen();
      expect(await again.accept(second)).toEqual({ outcome: "repeated", message: first.message });
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
      expect(await store.repeated(accountSid, "key")).toEqual(first.message);
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

    test("keeps a message from a handset with its media", async () => {
      const { store, reopen } = await opened();
      const inbound = message({
        direction: "inbound",
        status: "receiving",
        numMedia: 2,
        otherRecipients: ["+14155550102", "+14155550101"],
      });
      const bytes = [Uint8Array.of(0, 1, 255), new Uint8Array(70_000).fill(7)];
      const media = bytes.map((data, index) => ({
        media: { ...mediaOf(inbound, null), contentType: `image/${index}`, size: data.length },
        content: { contentType: `image/${index}`, bytes: data },
      }));
      const event = await store.receive({ message: inbound, cause: "Came.", media });
      expect(event).toMatchObject({ sequence: 0, status: "receiving", cause: "Came." });
      const again = await reopen();
      expect(await again.receiving()).toEqual([inbound]);
      expect(await again.media(inbound.sid)).toEqual(media.map((item) => item.media));
      for (const { media: item, content } of media) {
        const kept = await again.mediaContent(inbound.sid, item.sid);
        expect(kept?.contentType).toBe(content.contentType);
        expect(Buffer.from(kept?.bytes ?? [])).toEqual(Buffer.from(content.bytes));
      }
      await again.move([move(inbound.sid, "received", { dateSent: now + 5 })]);
      expect(await again.receiving()).toEqual([]);
    });

    test("has the media of an outbound message at once, their bytes once they are saved", async () => {
      const { store } = await opened();
      const parent = message({ sid: createSid("MM"), numMedia: 1 });
      const item = mediaOf(parent, "https://app.example/a.png");
      await store.accept({ ...acceptance(), message: parent, media: [item] });
      expect(await store.media(parent.sid)).toEqual([item]);
      expect(await store.mediaContent(parent.sid, item.sid)).toBeUndefined();
      const content = { contentType: "image/png", bytes: Uint8Array.of(1, 2, 3) };
      await store.saveMediaContent(parent.sid, item.sid, content);
      expect(await store.media(parent.sid)).toEqual([
        { ...item, contentType: "image/png", size: 3 },
      ]);
      expect((await store.mediaContent(parent.sid, item.sid))?.contentType).toBe("image/png");
      expect(await store.mediaContent(createSid("MM"), item.sid)).toBeUndefined();
    });

    test("knows what the links of a queued message lead to", async () => {
      const { store, reopen } = await opened();
      const parent = message({ sid: createSid("MM"), numMedia: 1 });
      const item = mediaOf(parent, "https://app.example/a.png");
      const link = { token: "aB3dE6g", messageSid: parent.sid, mediaSid: item.sid, expiresAt: 5 };
      const entry = queue([candidate()], { links: [link] });
      await store.accept({ ...acceptance(), message: parent, media: [item], entry });
      const again = await reopen();
      expect(await again.shortLink("aB3dE6g")).toEqual(link);
      expect(await again.shortLink("ab3de6g")).toBeUndefined();
    });
  });

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

  describe(`${name}: opt-outs`, () => {
    const handset = "+14155550100";
    const entry = { accountSid, scope: "+15005550006", recipient: handset, at: now };
    const optOut = { ...entry, messageSid: null };

    test("keeps them, each once", async () => {
      const { optOuts } = (await opened()).store;
      expect(await optOuts.scopes(accountSid, handset)).toEqual(new Map());
      const known = { ...optOut, messageSid: createSid("SM") };
      expect(await optOuts.add([known, optOut, { ...optOut, scope: "MG1" }])).toBe(2);
      expect(await optOuts.find(optOut)).toEqual(known);
      expect(await optOuts.scopes(accountSid, handset)).toEqual(
        new Map([
          [entry.scope, entry.at],
          ["MG1", entry.at],
        ]),
      );
      expect(await optOuts.scopes(createSid("AC"), handset)).toEqual(new Map());
      expect(await optOuts.remove(optOut)).toBe(true);
      expect(await optOuts.remove(optOut)).toBe(false);
      expect(await optOuts.scopes(accountSid, handset)).toEqual(new Map([["MG1", entry.at]]));
    });

    test("lists them page by page, in order", async () => {
      const { optOuts } = (await opened()).store;
      const all = ["+1", "+2"].flatMap((scope) =>
        ["+3", "+4", "+5"].map((recipient) => ({ ...optOut, scope, recipient })),
      );
      await optOuts.add(all.toReversed());
      const first = await optOuts.list({ accountSid, limit: 4 });
      const rest = await optOuts.list({ accountSid, limit: 4, after: first.at(-1) });
      expect([...first, ...rest]).toEqual(all);
      expect(await optOuts.list({ accountSid: createSid("AC"), limit: 4 })).toEqual([]);
    });
  });

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
      ) => ({
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
      ).toEqual([sum("sms", 1, 2, 1)]);
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

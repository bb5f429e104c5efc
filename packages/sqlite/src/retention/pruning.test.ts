import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSid, type MessageSid } from "@repartee/protocol";
import type { Message } from "@repartee/send-core";
import { expect, onTestFinished, test } from "vitest";
import {
  acceptance,
  accountSid,
  candidate,
  free,
  mediaOf,
  message,
  move,
  now,
  queue,
  quote,
  sending,
  statusCallback,
} from "../../../send-core/src/store-contract/stored.fixture.ts";
import { openDatabase } from "../engine/database.ts";
import { openSqliteStore, type SqliteStore } from "../open-sqlite-store.ts";

const DAY = 24 * 60 * 60 * 1000;

function opened() {
  const folder = mkdtempSync(join(tmpdir(), "repartee-pruning-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "a.db");
  const store = openSqliteStore({ file });
  onTestFinished(store.close);
  return { file, store };
}

async function delivered(store: SqliteStore, override: Partial<Message> = {}): Promise<MessageSid> {
  const entry = queue([candidate({ limits: [], quote })]);
  const accepted = acceptance(override, { entry });
  await store.accept(accepted);
  const { sid } = accepted.message;
  await store.move([
    move(sid, "sending"),
    move(sid, "sent", { dateSent: now, charge: true }),
    move(sid, "delivered", { callback: true }),
  ]);
  return sid;
}

/** Removes all that is older. Returns how many records were removed. */
async function pruneAll(store: SqliteStore, before: number, time = now): Promise<number> {
  let removed = 0;
  let after: number | undefined = 0;
  while (after !== undefined) {
    const batch = await store.retention.pruneBatch({ before, after, now: time });
    removed += batch.removed;
    after = batch.next;
  }
  return removed;
}

test("finished messages go with all that belongs to them; what they cost still counts", async () => {
  const { store } = opened();
  const old = await delivered(store);
  await store.addNotes([
    { messageSid: old, at: now, kind: "content", sentence: "It was converted.", errorCode: null },
  ]);
  await store.feedback.put({ messageSid: old, outcome: "confirmed" }, now);
  const day = Math.floor(now / DAY) * DAY;
  const usage = () => store.usage({ accountSid, from: day, before: day + DAY });
  const used = await usage();
  expect(used).toMatchObject([{ count: 1, amount: quote.amount }]);

  expect(await pruneAll(store, now)).toBe(0);
  expect(await store.message(old)).toBeDefined();
  expect(await pruneAll(store, now + DAY)).toBe(1);
  expect(await store.message(old)).toBeUndefined();
  expect(await store.events(old)).toEqual([]);
  expect(await store.notes(old)).toEqual([]);
  expect(await store.messages({ accountSid, limit: 10 })).toEqual([]);
  expect(await usage()).toEqual(used);
  expect(
    await store.feedback.put({ messageSid: old, outcome: "confirmed" }, now + 9),
  ).toMatchObject({
    dateCreated: now + 9,
  });
});

test("unfinished work is never removed, however old it is", async () => {
  const { store } = opened();
  const underWay = await sending(store);
  const called = await delivered(store, { statusCallback });
  const sent = await sending(store);
  await store.move([move(sent.sid, "sent", { dateSent: now })]);
  const queued = acceptance({}, { entry: free });
  await store.accept(queued);
  const all = [underWay.sid, called, sent.sid, queued.message.sid];
  expect(await pruneAll(store, now + 5 * DAY, now + 5 * DAY)).toBe(0);
  for (const sid of all) expect(await store.message(sid)).toMatchObject({ sid });

  // No receipt comes after a week: `sent` is the end.
  expect(await pruneAll(store, now + 30 * DAY, now + 30 * DAY)).toBe(1);
  expect(await store.message(sent.sid)).toBeUndefined();
  // Once its callback has been posted, nothing holds the delivered one.
  const [job] = await store.takeCallbacks({
    destination: "https://app.example",
    now: now + 10,
    limit: 1,
    owner: "one",
    leaseUntil: now + 100,
  });
  if (!job) throw new Error("There is no callback.");
  const delivery = {
    url: statusCallback.url,
    attempt: 1,
    at: now,
    httpStatus: 204,
    errorCode: null,
  };
  await store.finishCallback(job, { messageSid: called, status: "delivered", ...delivery }, null);
  expect(await pruneAll(store, now + 30 * DAY, now + 30 * DAY)).toBe(1);
  expect(await store.message(called)).toBeUndefined();
});

test("exchanges, alerts and cookies go with the messages of their time", async () => {
  const { store } = opened();
  const { exchanges, alerts, cookies } = store;
  const exchange = (startedAt: number, finishedAt: number | null) => ({
    sid: createSid("EX"),
    accountSid,
    kind: "reply" as const,
    messageSid: null,
    from: "+14155550100",
    to: "+15005550006",
    body: "Hi",
    numMedia: 0,
    startedAt,
    finishedAt,
    requests: [],
    verbs: [],
    notices: [],
  });
  const alert = (at: number) => ({
    ...{ sid: createSid("NO"), accountSid, at, level: "error" as const, code: 11200 },
    ...{ sentence: "HTTP status 500.", resourceSid: null, serviceSid: null, exchangeSid: null },
    advice: "",
    ...{ request: null, line: null, column: null },
  });
  const [old, running, fresh] = [exchange(1, 2), exchange(now, null), exchange(now + 9, now + 9)];
  for (const one of [old, running, fresh]) await exchanges.save(one);
  const [first, last] = [alert(1), alert(now + 9)];
  await alerts.add([first, last]);
  const cookie = { domain: "app.example", path: "/", name: "a", content: "{}", expiresAt: 5 };
  await cookies.save("+14155550100", "+15005550006", [cookie], 1);

  expect(await pruneAll(store, now + 5, now + 5)).toBe(2);
  expect((await exchanges.list({ limit: 10 })).map(({ sid }) => sid)).toEqual([
    fresh.sid,
    running.sid,
  ]);
  expect(await alerts.list({ accountSid, limit: 10 })).toEqual([last]);
  expect(await cookies.list("+14155550100", "+15005550006")).toEqual([]);
  // The end of its process has cut it off.
  expect(await pruneAll(store, now + 5, now + 2 * DAY)).toBe(1);
  expect(await exchanges.find(running.sid)).toBeUndefined();
});

test("a sticky sender goes when it has not been used for long, and stays while it is", async () => {
  const { store } = opened();
  const send = async (to: string, dateCreated: number) => {
    const sticky = { serviceSid: "MG1", to };
    const entry = queue([candidate({ limits: [] })], { sticky });
    await store.accept(acceptance({ to, from: null, dateCreated, validUntil: null }, { entry }));
  };
  const [unused, used] = ["+14155550100", "+14155550101"];
  await send(unused, now);
  await send(used, now);
  await send(used, now + 2 * DAY);
  await pruneAll(store, now + DAY, now + 3 * DAY);
  expect(await store.stickySender("MG1", unused)).toBeUndefined();
  expect(await store.stickySender("MG1", used)).toBe("+15005550006");
});

test("a daily allowance goes when its day is over everywhere, and not before", async () => {
  const { file, store } = opened();
  const quota = { key: "brand", amount: 1, most: 2, timeZone: "America/Los_Angeles", code: 30023 };
  const send = (at: number) =>
    store.accept(
      acceptance(
        { dateCreated: at, validUntil: null },
        { entry: queue([candidate({ limits: [], quotas: [quota] })]) },
      ),
    );
  for (const at of [now, now + DAY, now + DAY]) await send(at);
  await pruneAll(store, 0, now + 2 * DAY);
  expect(await send(now + DAY)).toEqual({ outcome: "capped", code: 30023 });
  await pruneAll(store, 0, now + 4 * DAY);
  await store.close();
  const db = openDatabase(file);
  onTestFinished(() => db.close());
  expect(db.prepare("select count(*) from quota_day").get()).toEqual([0]);
});

test("what a handset keeps of a removed message goes too, once it is old", async () => {
  const { store } = opened();
  const sid = await delivered(store);
  await store.remove(sid);
  const copies = () => store.handsetCopies("+14155550100");
  expect(await copies()).toHaveLength(1);
  expect(await pruneAll(store, now - DAY)).toBe(0);
  expect(await copies()).toHaveLength(1);
  expect(await pruneAll(store, now + DAY)).toBe(1);
  expect(await copies()).toEqual([]);
});

test("the file shrinks, a little at a time", async () => {
  const { store, file } = opened();
  const bytes = Buffer.alloc(40_000, 7);
  for (let index = 0; index < 120; index += 1) {
    const arrived = message({ direction: "inbound", status: "receiving", numMedia: 1 });
    const content = { contentType: "image/png", bytes };
    const media = [{ media: mediaOf(arrived, null), content }];
    await store.receive({ message: arrived, cause: "It came.", media });
    await store.move([move(arrived.sid, "received")]);
  }
  const full = store.retention.usedBytes();
  expect(full).toBeGreaterThan(120 * 40_000);
  expect(await pruneAll(store, now + DAY)).toBe(120);
  expect(store.retention.usedBytes()).toBeLessThan(full / 10);
  let steps = 1;
  while (await store.retention.shrink()) steps += 1;
  expect(steps).toBeGreaterThan(5);
  await store.close();
  // A megabyte stays for what comes next.
  expect(statSync(file).size).toBeLessThan(full / 3);
});

import {
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSendCore, createVirtualClock, type SendCore } from "@repartee/send-core";
import { expect, onTestFinished, test } from "vitest";
import { createSimulatedNetwork } from "../../../carriers/src/index.ts";
import { openSqliteStore, type SqliteStore } from "../open-sqlite-store.ts";
import { examineData } from "./examine-data.ts";
import { recoverData } from "./recover-data.ts";

const accountSid = `AC${"a".repeat(32)}` as const;

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "repartee-doctor-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

function coreOn(store: SqliteStore, clock = createVirtualClock(Date.UTC(2026, 7, 1))): SendCore {
  return createSendCore({
    store,
    clock,
    carrier: createSimulatedNetwork({ clock }),
    accounts: { find: async () => ({ sid: accountSid, authToken: "secret" }) },
    senders: {
      list: async () => [],
      find: async (address) => ({
        sid: `PN${"b".repeat(32)}`,
        accountSid,
        address,
        type: "short-code",
        sms: true,
        mms: true,
        webhook: undefined,
      }),
    },
    mediaSource: { fetch: async () => ({ ok: false, code: 11200, sentence: "" }) },
    callbackPoster: { post: async () => ({ httpStatus: 204, errorCode: null, phase: null }) },
    onError() {},
  });
}

const send = (core: SendCore, index: number) =>
  core.send({
    accountSid,
    direction: "outbound-api",
    from: "12345",
    to: "+14155550100",
    body: `Message ${index} ${"x".repeat(100)}`,
    mediaUrls: [],
  });

/** A file with so many messages, all delivered. */
async function filled(file: string, messages: number): Promise<void> {
  const store = openSqliteStore({ file });
  const clock = createVirtualClock(Date.UTC(2026, 7, 1));
  const core = coreOn(store, clock);
  await core.start();
  await Promise.all(Array.from({ length: messages }, (_, index) => send(core, index)));
  await clock.advance(60_000);
  await core.close();
  await store.close();
}

/** Overwrites pages in the middle of the file. */
function damage(file: string, pages: number): void {
  const descriptor = openSync(file, "r+");
  const middle = Math.floor(statSync(file).size / 4096 / 2) * 4096;
  writeSync(descriptor, Buffer.alloc(4096 * pages, 0xa5), 0, 4096 * pages, middle);
  closeSync(descriptor);
}

const codes = (file: string) => examineData(file).problems.map(({ code }) => code);

test("a sound file has no problems, and its rows are counted", async () => {
  const file = join(folder(), "a.db");
  await filled(file, 20);
  const report = examineData(file);
  expect(report.problems).toEqual([]);
  expect(report.rows).toMatchObject({ message: 20, message_event: 80 });
  expect(report.bytes).toBeGreaterThan(10_000);
  expect(report.freeBytes).toBeGreaterThan(0);
});

test("names a file that is missing, in use, or none", async () => {
  const dir = folder();
  expect(codes(join(dir, "nothing.db"))).toEqual(["data_missing"]);
  const file = join(dir, "a.db");
  const store = openSqliteStore({ file });
  expect(codes(file)).toEqual(["data_in_use"]);
  await store.close();
  expect(codes(file)).toEqual([]);
  writeFileSync(join(dir, "text.db"), "This is a letter, not a database. ".repeat(100));
  expect(codes(join(dir, "text.db"))).toEqual(["data_corrupt"]);
  expect(() => openSqliteStore({ file: join(dir, "text.db") })).toThrow(
    expect.objectContaining({ code: "data_corrupt" }),
  );
  expect(() => openSqliteStore({ file: join(dir, "no/folder/a.db") })).toThrow(
    expect.objectContaining({ code: "data_unwritable" }),
  );
});

test("what is readable of a damaged file is recovered into a new one that works", async () => {
  const dir = folder();
  const [file, copy] = [join(dir, "a.db"), join(dir, "b.db")];
  await filled(file, 800);
  damage(file, 3);
  expect(codes(file)).toContain("data_corrupt");
  const recovery = recoverData(file, copy);
  expect(recovery.damaged.length).toBeGreaterThan(0);
  expect(recovery.saved.message).toBeGreaterThan(400);
  expect(examineData(copy).problems).toEqual([]);
  expect(() => recoverData(file, copy)).toThrow(expect.objectContaining({ code: "data_exists" }));
  const store = openSqliteStore({ file: copy });
  const core = coreOn(store);
  expect((await send(core, 1)).ok).toBe(true);
  await core.close();
  await store.close();
});

test("a full disk refuses with a clear error, acknowledges nothing that is lost, and loses nothing", async () => {
  const file = join(folder(), "a.db");
  const store = openSqliteStore({ file, maxBytes: 400_000 });
  const core = coreOn(store);
  const results = await Promise.allSettled(
    Array.from({ length: 2000 }, (_, index) => send(core, index)),
  );
  const refused = results.find((result) => result.status === "rejected");
  expect(refused?.reason).toMatchObject({ name: "ReparteeError", code: "data_full" });
  expect(refused?.reason.message).toContain("free some space");
  const sids = results.flatMap((result) =>
    result.status === "fulfilled" && result.value.ok ? [result.value.message.sid] : [],
  );
  expect(sids.length).toBeGreaterThan(100);
  await core.close();
  await store.close();
  const again = openSqliteStore({ file });
  for (const sid of sids) expect(await again.message(sid)).toBeDefined();
  expect((await again.messages({ accountSid, limit: 1000 })).length).toBe(
    Math.min(1000, sids.length),
  );
  const more = coreOn(again);
  expect((await send(more, 1)).ok).toBe(true);
  await more.close();
  await again.close();
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MessageSid } from "@repartee/protocol";
import { createVirtualClock } from "@repartee/send-core";
import { openSqliteStore } from "@repartee/sqlite";
import { expect, onTestFinished, test } from "vitest";
import { databaseFile } from "../data/data-folder.ts";
import { startPlatform } from "../start-platform.ts";
import { keepWithin } from "./keep-within.ts";
import type { Retention } from "./retention-limits.ts";
import { startRetention } from "./start-retention.ts";

const HOUR_MS = 60 * 60 * 1000;
const number = "+15005550006";

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "repartee-retention-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function platformOn(dataDir: string, retention?: Retention) {
  const clock = createVirtualClock(Date.UTC(2026, 7, 1));
  const platform = await startPlatform({
    port: 0,
    dataDir,
    clock,
    retention,
    numbers: [{ address: number }],
  });
  onTestFinished(platform.close);
  const { sendCore, account } = platform;
  const send = async (body: string) => {
    const sent = await sendCore.send({
      accountSid: account.sid,
      direction: "outbound-api",
      from: number,
      to: "+14155550100",
      body,
      mediaUrls: [],
    });
    if (!sent.ok) throw new Error(sent.sentence);
    return sent.message.sid;
  };
  const find = (sid: MessageSid) => sendCore.message(account.sid, sid);
  return { clock, send, find, close: platform.close };
}

test("a running platform removes what is too old, and nothing else", async () => {
  const { clock, send, find } = await platformOn(await folder(), { maxAgeDays: 0.125 });
  const old = await send("Old");
  await clock.advance(2 * HOUR_MS);
  const fresh = await send("Fresh");
  await clock.advance(60_000);
  expect(await find(old)).toMatchObject({ status: "delivered" });
  await clock.advance(1.1 * HOUR_MS);
  expect(await find(old)).toBeUndefined();
  expect(await find(fresh)).toMatchObject({ status: "delivered" });
});

test("without retention, everything is kept", async () => {
  const { clock, send, find } = await platformOn(await folder());
  const old = await send("Old");
  await clock.advance(400 * 24 * HOUR_MS);
  expect(await find(old)).toMatchObject({ status: "delivered" });
});

test("the oldest goes while there is too much; the newest and the configuration stay", async () => {
  const dataDir = await folder();
  const { clock, send, close } = await platformOn(dataDir);
  const sids: MessageSid[] = [];
  for (let index = 0; index < 400; index += 100) {
    const some = Array.from({ length: 100 }, (_, next) =>
      send(`${index + next} ${"x".repeat(1500)}`),
    );
    sids.push(...(await Promise.all(some)));
    await clock.advance(HOUR_MS);
  }
  await close();
  const file = databaseFile(dataDir);

  const store = openSqliteStore({ file });
  onTestFinished(store.close);
  const { signal } = new AbortController();
  const steps = { count: 0, read: 0 };
  const removed = await keepWithin(
    store,
    { maxMegabytes: 0.7 },
    {
      now: clock.now,
      signal,
      // Each step takes long enough to stay as small as it is.
      stopwatch: () => 10 * steps.read++,
      pause: async (ms) => {
        expect(ms).toBe(90);
        steps.count += 1;
      },
    },
  );
  expect(removed).toBeGreaterThan(100);
  expect(steps.count).toBeGreaterThan(removed / 100);
  expect(store.retention.usedBytes()).toBeLessThan(0.7 * 1024 * 1024);
  const [oldest, newest] = [sids[0], sids.at(-1)];
  if (!oldest || !newest) throw new Error("Nothing was sent.");
  expect(await store.message(oldest)).toBeUndefined();
  expect(await store.message(newest)).toBeDefined();
  expect((await store.configuration.numbers.list()).map(({ address }) => address)).toEqual([
    number,
  ]);
});

test("a fault is reported, and tried again a minute later", async () => {
  const clock = createVirtualClock(0);
  const errors: unknown[] = [];
  let asked = 0;
  const stop = startRetention({
    store: {
      retention: {
        async pruneBatch() {
          asked += 1;
          if (asked === 1) throw new Error("The disk is full.");
          return { removed: 0, next: undefined };
        },
        usedBytes: () => 0,
        shrink: async () => false,
      },
    },
    retention: { maxAgeDays: 1 },
    clock,
    stopwatch: () => 0,
    onError: (error) => errors.push(error),
  });
  await clock.advance(59_000);
  expect([asked, errors]).toEqual([1, [new Error("The disk is full.")]]);
  await clock.advance(2_000);
  expect(asked).toBe(2);
  await stop();
  await clock.advance(120_000);
  expect(asked).toBe(2);
});

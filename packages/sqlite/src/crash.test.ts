import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { canMove, type MessageSid } from "@repartee/protocol";
import { createSendCore, createVirtualClock } from "@repartee/send-core";
import { build } from "vite";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { examineData } from "./doctor/examine-data.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";
import { accountSid, rate } from "./test/crash-protocol.ts";
import { createCrashWorld } from "./test/crash-world.ts";

// The long run sets this; see scripts/crash.mjs.
const ROUNDS = Number(process.env.REPARTEE_CRASH_ROUNDS ?? 4);
let child = "";

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "repartee-crash-child-"));
  child = await bundle(folder);
  return () => rmSync(folder, { recursive: true });
}, 60_000);

/** Makes one plain file of the child and all it imports, but the driver. */
async function bundle(folder: string): Promise<string> {
  const libsql = pathToFileURL(createRequire(import.meta.url).resolve("libsql")).href;
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true, resolve: { conditions: ["@repartee/source"] } },
    build: {
      ssr: fileURLToPath(new URL("test/crash-child.ts", import.meta.url)),
      outDir: folder,
      rolldownOptions: {
        external: ["libsql"],
        output: { entryFileNames: "child.mjs", paths: { libsql } },
      },
    },
  });
  return join(folder, "child.mjs");
}

/** Kills the process again and again, then lets one finish what they have left. */
async function crash(isIdempotent: boolean) {
  const folder = mkdtempSync(join(tmpdir(), "repartee-crash-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "crash.db");
  const world = createCrashWorld(child, file, isIdempotent);
  for (let round = 0; round < ROUNDS; round += 1) {
    // From before the first hand-over to the middle of everything.
    await world.runAndKill(round, (round * 137) % 600);
  }
  expect(examineData(file).problems).toEqual([]);
  const store = openSqliteStore({ file });
  const clock = createVirtualClock(Date.now());
  const called = new Map<string, string[]>(
    [...world.called].map(([sid, statuses]) => [sid, [...statuses]]),
  );
  const core = createSendCore({
    store,
    clock,
    carrier: world.carrier,
    accounts: { find: async () => ({ sid: accountSid, authToken: "secret" }) },
    senders: { find: async () => undefined, list: async () => [] },
    mediaSource: { fetch: async () => ({ ok: false, code: 11200, sentence: "" }) },
    callbackPoster: {
      async post({ params }) {
        const field = (name: string) => params.find(([key]) => key === name)?.[1] ?? "";
        const sid = field("MessageSid");
        called.set(sid, [...(called.get(sid) ?? []), field("MessageStatus")]);
        return { httpStatus: 204, errorCode: null, phase: null };
      },
    },
    onError(error) {
      throw error;
    },
  });
  await core.start();
  await clock.advance(120_000);
  // The queue of callbacks takes turns of the event loop, not time.
  while ((await store.callbackDestinations()).length > 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  onTestFinished(async () => {
    await core.close();
    await store.close();
  });
  return { world, core, store, called };
}

/** Every message of the file, with its story. */
async function stories({ core }: Awaited<ReturnType<typeof crash>>) {
  const messages = await core.conversation("+14155550100");
  return Promise.all(
    messages.map(async (message) => ({ message, events: await core.events(message.sid) })),
  );
}

function expectRate(times: readonly number[], most: number): void {
  const sorted = times.toSorted((a, b) => a - b);
  for (const [index, time] of sorted.entries()) {
    const window = sorted.slice(index, index + 2 * rate).filter((other) => other < time + 1000);
    expect(window.length).toBeLessThanOrEqual(most);
  }
}

test("what was acknowledged before a SIGKILL is delivered after a restart, each once, none too fast", {
  timeout: 60_000 + ROUNDS * 3_000,
}, async () => {
  const crashed = await crash(true);
  const { world, called } = crashed;
  expect(world.acknowledged.size).toBeGreaterThan(ROUNDS * 20);
  const bodies = new Set<string>();
  const found = new Set<MessageSid>();
  const times = new Map<string, { readonly sending: number[]; readonly handed: number[] }>();
  for (const { message, events } of await stories(crashed)) {
    found.add(message.sid);
    expect(message.status).toBe("delivered");
    // Its key is in its body: an acknowledged request is never stored twice.
    expect(bodies.has(message.body)).toBe(false);
    bodies.add(message.body);
    for (const [index, { status, sequence }] of events.entries()) {
      const before = events[index - 1];
      expect(sequence).toBe(index);
      if (before) expect(canMove(before.status, status)).toBe(true);
    }
    const ofSender = times.get(message.from ?? "") ?? { sending: [], handed: [] };
    times.set(message.from ?? "", ofSender);
    ofSender.sending.push(events.find(({ status }) => status === "sending")?.at ?? 0);
    ofSender.handed.push(world.handed.get(message.sid)?.[0] ?? 0);
    const told = called.get(message.sid) ?? [];
    expect(told.indexOf("sent")).toBeLessThan(told.indexOf("delivered"));
    expect(told).toContain("delivered");
  }
  for (const sid of world.acknowledged) expect(found.has(sid)).toBe(true);
  for (const { sending, handed } of times.values()) {
    expectRate(sending, rate + 1);
    // A hand-over comes some milliseconds after its slot when the disk is busy.
    expectRate(handed, rate * 1.1);
  }
});

test("a carrier without idempotency gets no message twice, and those in doubt end with 30410", {
  timeout: 60_000 + ROUNDS * 3_000,
}, async () => {
  const crashed = await crash(false);
  const { world } = crashed;
  for (const times of world.handed.values()) expect(times).toHaveLength(1);
  const found = new Set<MessageSid>();
  for (const { message } of await stories(crashed)) {
    found.add(message.sid);
    const wasHanded = world.handed.has(message.sid);
    if (message.status === "failed") expect(message.errorCode).toBe(30410);
    // Its receipt may have come while nobody was there to hear it.
    else expect(["sent", "delivered"]).toContain(message.status);
    if (message.status !== "failed") expect(wasHanded).toBe(true);
  }
  for (const sid of world.acknowledged) expect(found.has(sid)).toBe(true);
});

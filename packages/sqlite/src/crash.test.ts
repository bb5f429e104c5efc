import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { isMessageSid, type MessageSid } from "@repartee/protocol";
import { createSendCore, createVirtualClock } from "@repartee/send-core";
import { build } from "vite";
import { expect, onTestFinished, test } from "vitest";
import { createSimulatedNetwork } from "../../carriers/src/index.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

const ROUNDS = 3;
const ACKNOWLEDGED = 300;

/** Makes one plain file of the child and all it imports, but the driver. */
async function bundle(folder: string): Promise<string> {
  const libsql = pathToFileURL(createRequire(import.meta.url).resolve("libsql")).href;
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true, resolve: { conditions: ["@repartee/source"] } },
    resolve: {
      alias: {
        "@repartee/carriers": fileURLToPath(
          new URL("../../carriers/src/index.ts", import.meta.url),
        ),
      },
    },
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

/** Runs the child until it has acknowledged so many, and kills it in the middle of its work. */
async function runAndKill(child: string, file: string, round: number): Promise<MessageSid[]> {
  const process_ = spawn(process.execPath, [child, file, String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const acknowledged: MessageSid[] = [];
  for await (const line of createInterface({ input: process_.stdout })) {
    if (isMessageSid(line)) acknowledged.push(line);
    if (acknowledged.length === ACKNOWLEDGED) process_.kill("SIGKILL");
  }
  return acknowledged;
}

test("what was acknowledged before a SIGKILL is delivered after a restart, once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "repartee-crash-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "crash.db");
  const child = await bundle(folder);
  const acknowledged: MessageSid[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    acknowledged.push(...(await runAndKill(child, file, round)));
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * ACKNOWLEDGED);

  const store = openSqliteStore({ file });
  const clock = createVirtualClock(Date.now());
  const handed: MessageSid[] = [];
  const network = createSimulatedNetwork({ clock });
  const core = createSendCore({
    store,
    clock,
    carrier: {
      ...network,
      send(message) {
        handed.push(message.messageSid);
        return network.send(message);
      },
    },
    accounts: { find: async () => undefined },
    senders: { find: async () => undefined, list: async () => [] },
    mediaSource: { fetch: async () => ({ ok: false, code: 11200, sentence: "" }) },
    callbackPoster: { post: async () => ({ httpStatus: 204, errorCode: null }) },
    onError(error) {
      throw error;
    },
  });
  await core.start();
  await clock.advance(60_000);

  expect(handed.length).toBe(new Set(handed).size);
  const bodies = new Set<string>();
  for (const message of await core.conversation("+14155550100")) {
    expect(message.status).toBe("delivered");
    const events = await core.events(message.sid);
    expect(events.map(({ status }) => status)).toEqual(["queued", "sending", "sent", "delivered"]);
    expect(bodies.has(message.body)).toBe(false);
    bodies.add(message.body);
  }
  for (const sid of acknowledged) expect(await store.message(sid)).toBeDefined();
  await core.close();
  await store.close();
}, 60_000);

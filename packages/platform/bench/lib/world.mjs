import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createSimulatedNetwork } from "@repartee/carriers";
import {
  createAlertLog,
  createCallbackPoster,
  createRuntime,
  createWebhookClient,
} from "@repartee/runtime";
import { createSendCore, defaultRateRules, systemClock } from "@repartee/send-core";
import { openSqliteStore } from "@repartee/sqlite";

export const accountSid = `AC${"0".repeat(32)}`;
export const authToken = "12345678901234567890123456789012";

/** An app in a process of its own; ends with this one. */
export async function startApp() {
  const { told, close } = await run("app.mjs");
  return { url: `http://127.0.0.1:${told.port}/sms`, close };
}

/** 200 apps that take requests and never answer, in a process of their own. */
export async function startFaultyApps() {
  const { told, close } = await run("faulty-apps.mjs");
  return { urls: told.ports.map((port) => `http://127.0.0.1:${port}/sms`), close };
}

async function run(file) {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [authToken]);
  const [told] = await once(child, "message");
  return { told, close: () => child.disconnect() };
}

/**
 * A whole platform on a file, every step on disk before it counts, with a network without delay and
 * senders that take any load. `webhookOf` says where a number's messages are announced.
 */
export async function startWorld(webhookOf) {
  const folder = mkdtempSync(join(tmpdir(), "repartee-bench-"));
  const store = openSqliteStore({ file: join(folder, "repartee.db") });
  const clock = systemClock;
  const onError = (error) => process.stderr.write(`${error?.stack ?? error}\n`);
  const accounts = { find: async (sid) => ({ sid, authToken }) };
  const sender = (address) => ({
    sid: `PN${"0".repeat(32)}`,
    accountSid,
    address,
    type: "short-code",
    sms: true,
    mms: true,
    webhook: { url: webhookOf(address), method: "POST" },
  });
  const senders = { find: async (address) => sender(address), list: async () => [] };
  const client = createWebhookClient();
  const alerts = createAlertLog({ store: store.alerts, accounts, client, clock, onError });
  const free = { segmentsPerSecond: 100_000, mmsPerSecond: 100_000 };
  const sendCore = createSendCore({
    store,
    accounts,
    senders,
    clock,
    carrier: createSimulatedNetwork({ latency: { min: 0, max: 0 }, clock }),
    mediaSource: { fetch: async () => ({ ok: false, code: 11200, sentence: "" }) },
    callbackPoster: createCallbackPoster(client, alerts),
    rates: { ...defaultRateRules, senders: { ...defaultRateRules.senders, "short-code": free } },
    onError,
  });
  const runtime = createRuntime({
    sendCore,
    accounts,
    senders,
    client,
    clock,
    alerts,
    exchanges: store.exchanges,
    cookies: store.cookies,
    apiOrigin: () => "http://localhost:8025",
    onError,
  });
  await sendCore.start();
  const waiting = new Map();
  sendCore.subscribe(({ message, event }) => {
    if (event.status !== "delivered") return;
    waiting.get(message.to)?.();
    waiting.delete(message.to);
  });
  return {
    /** Sends from a handset that has not sent before; resolves once the reply is delivered. */
    async exchange(from, to) {
      const delivered = new Promise((resolve) => waiting.set(from, resolve));
      const result = await runtime.receive({ from, to, body: "Hello there", media: [] });
      if (!result.ok) throw new Error(result.sentence);
      await delivered;
    },
    /** Sends to an app that hangs; resolves once the platform has given it up. */
    async hangs(from, to) {
      const result = await runtime.receive({ from, to, body: "Hello there", media: [] });
      if (!result.ok) throw new Error(result.sentence);
      return runtime.finished(result.exchangeSid);
    },
    async close() {
      await runtime.close();
      await sendCore.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Does the work `total` times, so many at once. */
export async function concurrently(total, concurrency, work) {
  let next = 0;
  const worker = async () => {
    while (next < total) await work(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** The handset of a number of its own. */
export const handset = (index) => `+1415${String(index % 10_000_000).padStart(7, "0")}`;

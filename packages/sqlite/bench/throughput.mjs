// From accepted to delivered on one file, every move on disk (synchronous=FULL); with and without a
// status callback on every message. node packages/sqlite/bench/throughput.mjs [messages]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createCallbackPoster, createWebhookClient } from "@repartee/runtime";
import {
  concurrently,
  delivered,
  inFolder,
  machine,
  open,
  report,
  request,
} from "./lib/harness.mjs";

const total = Number(process.argv[2] ?? 80_000);
const keepAlive = setInterval(() => {}, 1_000);

async function plain(folder) {
  const { core, store } = open(join(folder, "plain.db"));
  await core.start();
  const done = delivered(core, total);
  const began = performance.now();
  await concurrently(total, 1_000, (index) => core.send(request(index)));
  const accepted = performance.now();
  await done;
  const ended = performance.now();
  await core.close();
  await store.close();
  return {
    accepted: total / ((accepted - began) / 1000),
    delivered: total / ((ended - began) / 1000),
  };
}

/** Until the app has answered every callback: sent and delivered of each message. */
async function withCallbacks(folder) {
  const messages = Math.round(total / 8);
  const sink = spawn(process.execPath, [
    new URL("lib/sink.mjs", import.meta.url).pathname,
    String(2 * messages),
  ]);
  const [port] = await once(sink.stdout, "data");
  const all = once(sink.stdout, "data");
  const statusCallback = { url: `http://127.0.0.1:${Number(port)}/status`, method: "POST" };
  const client = createWebhookClient();
  const { core, store } = open(join(folder, "callbacks.db"), {
    callbackPoster: createCallbackPoster(client),
  });
  await core.start();
  const began = performance.now();
  await concurrently(messages, 500, (index) => core.send(request(index, { statusCallback })));
  await all;
  const rate = messages / ((performance.now() - began) / 1000);
  await core.close();
  await client.close();
  await store.close();
  sink.kill();
  return rate;
}

await inFolder(async (folder) => {
  const facts = machine(folder);
  const one = await plain(folder);
  const called = await withCallbacks(folder);
  report(
    "throughput",
    [
      { what: "accepted", measured: one.accepted, unit: "messages/s" },
      {
        what: "accepted to delivered",
        measured: one.delivered,
        unit: "messages/s",
        goal: 8_000,
        reached: one.delivered >= 8_000,
      },
      {
        what: "the same with a callback of every move",
        measured: called,
        unit: "messages/s",
        goal: 1_500,
        reached: called >= 1_500,
      },
    ],
    facts,
  );
});
clearInterval(keepAlive);

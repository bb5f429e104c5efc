// How many messages a second go from accepted to delivered on one file, each step on disk
// (synchronous=FULL). Build first, then: node packages/sqlite/bench/accepted-to-delivered.mjs [messages]
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulatedNetwork } from "../../carriers/dist/index.js";
import { createSendCore, defaultRateRules } from "../../send-core/dist/index.js";
import { openSqliteStore } from "../dist/index.js";

const total = Number(process.argv[2] ?? 40_000);
const concurrency = Number(process.argv[3] ?? 1_000);
const folder = mkdtempSync(join(tmpdir(), "repartee-bench-"));
const store = openSqliteStore({ file: join(folder, "bench.db") });
const accountSid = `AC${"0".repeat(32)}`;
const sender = (address) => ({
  sid: `PN${"0".repeat(32)}`,
  accountSid,
  address,
  type: "short-code",
  sms: true,
  mms: true,
  webhook: undefined,
});
const fast = { segmentsPerSecond: 100_000, mmsPerSecond: 100_000 };
const core = createSendCore({
  store,
  carrier: createSimulatedNetwork({ latency: { min: 5, max: 20 } }),
  accounts: { find: async (sid) => ({ sid, authToken: "secret" }) },
  senders: { find: async (address) => sender(address), list: async () => [] },
  mediaSource: { fetch: async () => ({ ok: false, code: 11200, sentence: "" }) },
  callbackPoster: { post: async () => ({ httpStatus: 200, errorCode: null }) },
  rates: { ...defaultRateRules, senders: { ...defaultRateRules.senders, "short-code": fast } },
  onError: (error) => process.stderr.write(`${error}\n`),
});
await core.start();

let delivered = 0;
const done = new Promise((resolve) => {
  core.subscribe(({ event }) => {
    if (event.status === "delivered" && ++delivered === total) resolve();
  });
});
const keepAlive = setInterval(() => {}, 1_000);
const began = performance.now();
let next = 0;
async function worker() {
  while (next < total) {
    const index = next++;
    await core.send({
      accountSid,
      direction: "outbound-api",
      from: String(10_000 + (index % 100)),
      to: `+1415${String(index).padStart(7, "0")}`,
      body: `Message ${index}, of the usual length of a message that somebody would send.`,
      mediaUrls: [],
    });
  }
}
await Promise.all(Array.from({ length: concurrency }, worker));
const accepted = performance.now();
await done;
const ended = performance.now();
const rate = (from, to) => Math.round(total / ((to - from) / 1000));
process.stdout.write(
  `${total} messages: accepted ${rate(began, accepted)}/s, delivered ${rate(began, ended)}/s\n`,
);
clearInterval(keepAlive);
await core.close();
await store.close();
rmSync(folder, { recursive: true });

// Full exchanges: a handset's message is stored, announced to an app in another process by a signed
// webhook, its answer is run, and the one reply is accepted and delivered; every step on disk.
// node packages/platform/bench/exchanges.mjs [exchanges] [at once]
import { cpus } from "node:os";
import { keep } from "../../../.dev/measure.mjs";
import { concurrently, handset, startApp, startWorld } from "./lib/world.mjs";

const total = Number(process.argv[2] ?? 20_000);
const concurrency = Number(process.argv[3] ?? 150);
const goal = 1_500;
const keepAlive = setInterval(() => {}, 1_000);

const app = await startApp();
const world = await startWorld(() => app.url);
const exchange = (index) => world.exchange(handset(index), `+1500555${1000 + (index % 1000)}`);
await concurrently(2_000, concurrency, (index) => exchange(1_000_000 + index));
const began = performance.now();
await concurrently(total, concurrency, exchange);
const measured = total / ((performance.now() - began) / 1000);
console.table([{ what: "full exchanges", "per second": Math.round(measured), goal }]);
keep("exchanges", {
  node: process.version,
  cpus: cpus().length,
  at: new Date().toISOString(),
  rows: [{ what: "full exchanges", measured, unit: "exchanges/s", goal }],
});
await world.close();
app.close();
clearInterval(keepAlive);

// Full exchanges: a handset's message is stored, announced to an app in another process by a signed
// webhook, its answer is run, and the one reply is accepted and delivered; every step on disk. The peer
// does its part of that: it keeps the message in memory and announces it, and runs no answer.
// node packages/platform/bench/exchanges.mjs [exchanges] [at once]
import { report } from "../../../.dev/measure.mjs";
import { startEmulate } from "./lib/emulate.mjs";
import {
  accountSid,
  authToken,
  concurrently,
  handset,
  startApp,
  startWorld,
} from "./lib/world.mjs";

const total = Number(process.argv[2] ?? 20_000);
const concurrency = Number(process.argv[3] ?? 150);
// The peer refuses more than 5,000 requests an hour.
const peerTotal = 3_500;
const warmUp = 1_000;
const keepAlive = setInterval(() => {}, 1_000);

/** Exchanges a second, after some that are not counted. */
async function rate(count, exchange) {
  await concurrently(warmUp, concurrency, (index) => exchange(1_000_000 + index));
  const began = performance.now();
  await concurrently(count, concurrency, exchange);
  return count / ((performance.now() - began) / 1000);
}

const app = await startApp();
const emulate = await startEmulate({ accountSid, authToken, webhookUrl: app.url });
const peer = await rate(peerTotal, (index) => emulate.receives(handset(index)));
await emulate.close();

const world = await startWorld(() => app.url);
const ours = await rate(total, (index) =>
  world.exchange(handset(index), `+1500555${1000 + (index % 1000)}`),
);
await world.close();
report("exchanges", [
  {
    what: "full exchanges; the peer: its webhooks alone",
    ours,
    peer,
    unit: "exchanges/s",
    goal: "≥ 1,500",
  },
]);
app.close();
clearInterval(keepAlive);

// What a healthy app notices of 200 that hang: its exchanges a second, before and while a request to
// each of the 200 is open. In turns, so that neither has the warmer machine; medians of rounds.
// node packages/platform/bench/isolation.mjs [exchanges a round] [rounds]
import { cpus } from "node:os";
import { keep, median } from "../../../.dev/measure.mjs";
import { concurrently, handset, startApp, startFaultyApps, startWorld } from "./lib/world.mjs";

const total = Number(process.argv[2] ?? 3_000);
const rounds = Number(process.argv[3] ?? 5);
const goal = 0.9;
const keepAlive = setInterval(() => {}, 1_000);

const healthy = await startApp();
const faulty = await startFaultyApps();
const hangMs = 8_000;
const faultyUrls = new Map(
  faulty.urls.map((url, index) => [`+1500666${1000 + index}`, `${url}#rt=${hangMs}&tt=${hangMs}`]),
);
const world = await startWorld((address) => faultyUrls.get(address) ?? healthy.url);
let next = 0;

async function rate() {
  const began = performance.now();
  await concurrently(total, 50, () => {
    next += 1;
    return world.exchange(handset(next), `+1500555${1000 + (next % 1000)}`);
  });
  return total / ((performance.now() - began) / 1000);
}

await rate();
const alone = [];
const beside = [];
for (let round = 0; round < rounds; round += 1) {
  alone.push(await rate());
  const hanging = [...faultyUrls.keys()].map((to, index) =>
    world.hangs(`+1416${String(round * 1000 + index).padStart(7, "0")}`, to),
  );
  const ended = Promise.all(hanging);
  let isOver = false;
  ended.then(() => {
    isOver = true;
  });
  beside.push(await rate());
  if (isOver) throw new Error("They did not hang long enough to be measured beside.");
  await ended;
}
const [without, withThem] = [median(alone), median(beside)];
const ratio = withThem / without;
console.table([
  {
    what: "a healthy app",
    "alone/s": Math.round(without),
    "beside 200 that hang/s": Math.round(withThem),
    ratio: ratio.toFixed(2),
    goal,
  },
]);
keep("isolation", {
  node: process.version,
  cpus: cpus().length,
  at: new Date().toISOString(),
  rows: [
    { what: "a healthy app beside 200 that hang", alone: without, beside: withThem, ratio, goal },
  ],
});
await world.close();
healthy.close();
faulty.close();
clearInterval(keepAlive);

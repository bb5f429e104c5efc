// How long acceptance takes while 2,000 messages a second are offered, and dispatched beside it.
// node packages/sqlite/bench/accept-latency.mjs [seconds]
import { join } from "node:path";
import { inFolder, machine, open, percentile, report, request } from "./lib/harness.mjs";

const seconds = Number(process.argv[2] ?? 15);
const OFFERED = 2_000;

await inFolder(async (folder) => {
  const facts = machine(folder);
  const { core, store } = open(join(folder, "latency.db"));
  await core.start();
  const took = [];
  const work = [];
  const began = performance.now();
  // Offered by the clock, whether or not the ones before have been accepted.
  await new Promise((resolve) => {
    const timer = setInterval(() => {
      const due = Math.floor(((performance.now() - began) / 1000) * OFFERED);
      while (work.length < Math.min(due, OFFERED * seconds)) {
        const index = work.length;
        const offered = began + (index / OFFERED) * 1000;
        work.push(core.send(request(index)).then(() => took.push(performance.now() - offered)));
      }
      if (work.length >= OFFERED * seconds) {
        clearInterval(timer);
        resolve();
      }
    }, 1);
  });
  await Promise.all(work);
  // The first second warms up.
  const warm = took.slice(OFFERED);
  const p99 = percentile(warm, 0.99);
  report(
    "accept-latency",
    [
      { what: "median", measured: Number(percentile(warm, 0.5).toFixed(2)), unit: "ms" },
      {
        what: "99 of 100",
        measured: Number(p99.toFixed(2)),
        unit: "ms",
        goal: 25,
        reached: p99 < 25,
      },
      { what: "longest", measured: Number(percentile(warm, 1).toFixed(2)), unit: "ms" },
    ],
    facts,
  );
  await core.close();
  await store.close();
});

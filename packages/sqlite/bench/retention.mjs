// How long acceptance takes with and without pruning, in one run: the two take turns, so that the
// noise of the machine is the same for both. Build first.
// node packages/sqlite/bench/retention.mjs [rounds] [messages a second]
import { join } from "node:path";
import { keepWithin } from "../../platform/dist/retention/keep-within.js";
import { inFolder, machine, open, percentile, report, request } from "./lib/harness.mjs";

const rounds = Number(process.argv[2] ?? 4);
const OFFERED = Number(process.argv[3] ?? 500);
const SECONDS = 4;
/** More than all rounds remove. */
const BACKLOG = 20_000;

await inFolder(async (folder) => {
  const facts = machine(folder);
  const { core, store } = open(join(folder, "retention.db"));
  await core.start();
  let index = 0;
  let delivered = 0;
  core.subscribe(({ event }) => {
    if (event.status === "delivered") delivered += 1;
  });
  const allDelivered = async () => {
    while (delivered < index) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  /** Offers messages by the clock. Returns how long acceptance took, and the CPU time in seconds. */
  async function offer() {
    const took = [];
    const work = [];
    const cpu = process.cpuUsage();
    const began = performance.now();
    await new Promise((resolve) => {
      const timer = setInterval(() => {
        const due = Math.floor(((performance.now() - began) / 1000) * OFFERED);
        while (work.length < Math.min(due, OFFERED * SECONDS)) {
          const offered = began + (work.length / OFFERED) * 1000;
          work.push(core.send(request(index++)).then(() => took.push(performance.now() - offered)));
        }
        if (work.length < OFFERED * SECONDS) return;
        clearInterval(timer);
        resolve();
      }, 1);
    });
    await Promise.all(work);
    await allDelivered();
    const { user, system } = process.cpuUsage(cpu);
    return { took, cpu: (user + system) / 1e6 };
  }

  /** Removes what was there when the round began, until it is stopped. */
  function prune() {
    const stopping = new AbortController();
    const limit = { maxAgeDays: 1 };
    const parts = {
      now: () => startedAt + 24 * 60 * 60 * 1000,
      stopwatch: () => performance.now(),
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      signal: stopping.signal,
    };
    const running = keepWithin(store, limit, parts);
    return async () => {
      stopping.abort();
      return running;
    };
  }

  while (index < BACKLOG) {
    await Promise.all(Array.from({ length: 500 }, () => core.send(request(index++))));
  }
  await allDelivered();
  const startedAt = Date.now();
  await offer();

  const without = { took: [], cpu: 0 };
  const during = { took: [], cpu: 0, removed: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const alone = await offer();
    without.took.push(...alone.took);
    without.cpu += alone.cpu;
    const stop = prune();
    const both = await offer();
    during.removed += await stop();
    during.took.push(...both.took);
    during.cpu += both.cpu;
  }

  const [before, after] = [without, during].map(({ took }) => percentile(took, 0.99));
  const ratio = Number((after / before).toFixed(2));
  report(
    "retention",
    [
      { what: "99 of 100, without pruning", measured: Number(before.toFixed(2)), unit: "ms" },
      { what: "99 of 100, with pruning", measured: Number(after.toFixed(2)), unit: "ms" },
      { what: "ratio", measured: ratio, unit: "", goal: 1.5, reached: ratio < 1.5 },
      {
        what: "CPU time, with to without",
        measured: Number((during.cpu / without.cpu).toFixed(2)),
        unit: "",
      },
      {
        what: "removed",
        measured: Math.round(during.removed / (rounds * SECONDS)),
        unit: "a second",
      },
    ],
    facts,
  );
  await core.close();
  await store.close();
});

// What a message costs to dispatch with 1,000 and with 1,000,000 in the queue; how long a start on that
// file takes, and how much memory. node packages/sqlite/bench/full-queue.mjs [messages]
import { fork } from "node:child_process";
import { join } from "node:path";
import {
  concurrently,
  inFolder,
  machine,
  open,
  percentile,
  report,
  request,
} from "./lib/harness.mjs";

const [mode, file = "", count = "1000000"] = process.argv.slice(2);
const MEASURED = 20_000;
const expiry = { cause: "Too late.", errorCode: 30036 };

/** Fills the queue; the senders' slots lie behind each other, none of them now. */
async function fill(target, messages) {
  const { core, store } = open(target, { rate: 1_000 });
  await concurrently(messages, 2_000, (index) => core.send(request(index)));
  await core.close();
  await store.close();
}

/** Milliseconds for one message through the queue: taken, sent, delivered. */
async function dispatchCost(store) {
  const took = [];
  let now = Date.now();
  for (let done = 0; done < MEASURED; ) {
    const due = await store.nextDue();
    if (due === undefined) break;
    now = Math.max(now, due) + 50;
    const began = performance.now();
    const taken = await store.takeDue({
      now,
      limit: 500,
      owner: "bench",
      leaseUntil: now + 30_000_000,
      cause: "Due.",
      expiry,
    });
    const to = (status) =>
      taken.due.map(({ message: { sid } }) => ({
        sid,
        to: status,
        at: now,
        cause: "It moved.",
        errorCode: null,
        dateSent: now,
        callback: false,
      }));
    await store.move(to("sent"));
    await store.move(to("delivered"));
    if (taken.due.length >= 20) took.push((performance.now() - began) / taken.due.length);
    done += taken.due.length;
  }
  return percentile(took, 0.5);
}

/** In a process of its own, so that memory is what a start on that file takes. */
async function measure() {
  const began = performance.now();
  const { core, store } = open(file, { rate: 1_000 });
  const { waiting } = store;
  await core.start();
  await waiting();
  const started = performance.now() - began;
  const memory = [];
  const watch = setInterval(() => memory.push(process.memoryUsage.rss()), 50);
  await core.close();
  const cost = await dispatchCost(store);
  clearInterval(watch);
  memory.push(process.memoryUsage.rss());
  await store.close();
  process.send({ started, cost, memory: Math.max(...memory) });
}

function inChild(target) {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1], ["measure", target]);
    child.once("message", resolve);
    child.once("exit", (code) => code !== 0 && reject(new Error(`exit ${code}`)));
  });
}

if (mode === "measure") {
  await measure();
} else {
  const messages = Number(mode ?? count);
  await inFolder(async (folder) => {
    const facts = machine(folder);
    const [few, many] = [join(folder, "few.db"), join(folder, "many.db")];
    await fill(few, 1_000 + MEASURED);
    await fill(many, messages);
    const small = await inChild(few);
    const large = await inChild(many);
    const ratio = large.cost / small.cost;
    const name = messages.toLocaleString("en");
    report(
      "full-queue",
      [
        {
          what: "dispatch with 1,000 waiting",
          measured: Number((small.cost * 1000).toFixed(1)),
          unit: "µs/message",
        },
        {
          what: `dispatch with ${name} waiting`,
          measured: Number((large.cost * 1000).toFixed(1)),
          unit: "µs/message",
        },
        {
          what: "ratio",
          measured: Number(ratio.toFixed(2)),
          unit: "×",
          goal: "≤ 1.5",
          reached: ratio <= 1.5,
        },
        {
          what: "start",
          measured: Math.round(large.started),
          unit: "ms",
          goal: "< 2000",
          reached: large.started < 2_000,
        },
        {
          what: "memory",
          measured: Math.round(large.memory / 1024 / 1024),
          unit: "MB",
          goal: "< 300",
          reached: large.memory < 300 * 1024 * 1024,
        },
      ],
      facts,
    );
  });
}

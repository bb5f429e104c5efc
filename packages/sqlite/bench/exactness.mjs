// Rates over 60 virtual seconds with ten times as much offered: no window of a second holds more than
// the rate and one, and nothing is left unused. node packages/sqlite/bench/exactness.mjs
import { join } from "node:path";
import { createVirtualClock } from "@repartee/send-core";
import { accountSid, inFolder, open, report, request } from "./lib/harness.mjs";

const SECONDS = 60;
const start = Date.UTC(2026, 7, 1, 12);

async function run(folder, name, rate, senders, from) {
  const clock = createVirtualClock(start);
  const times = [];
  const sid = `MG${"1".repeat(32)}`;
  const { core, store } = open(join(folder, `${name}.db`), {
    clock,
    rate,
    type: "long-code",
    carrier: {
      name: "a carrier that looks at the clock",
      isIdempotent: true,
      async send() {
        times.push(clock.now() - start);
        return { ok: true };
      },
      onReceipt: () => () => {},
    },
    services: { find: async () => ({ sid, accountSid, senders }) },
  });
  await core.start();
  const perSecond = rate * senders.length * 10;
  for (let second = 0; second < SECONDS; second += 1) {
    const batch = Array.from({ length: perSecond }, (_, index) =>
      core.send(request(index, { from, ...(from === "" && { messagingServiceSid: sid }) })),
    );
    await Promise.all(batch);
    await clock.advance(1_000);
  }
  await core.close();
  await store.close();
  const inTime = times.filter((time) => time < SECONDS * 1000).sort((a, b) => a - b);
  let fullest = 0;
  let first = 0;
  for (const [index, time] of inTime.entries()) {
    while ((inTime[first] ?? 0) <= time - 1000) first += 1;
    fullest = Math.max(fullest, index - first + 1);
  }
  return { fullest, used: inTime.length / (rate * senders.length * SECONDS) };
}

await inFolder(async (folder) => {
  const rows = [];
  const runs = [
    ...[1, 3, 30, 100].map((rate) => [`${rate} a second`, rate, ["+15005550001"], "+15005550001"]),
    ["20 long codes", 1, Array.from({ length: 20 }, (_, index) => `+1500555${1000 + index}`), ""],
  ];
  for (const [name, rate, senders, from] of runs) {
    const limit = rate * senders.length;
    const { fullest, used } = await run(folder, name, rate, senders, from);
    const most = limit + senders.length;
    rows.push({
      what: `${name}: fullest second`,
      measured: fullest,
      unit: "messages",
      goal: `≤ ${most}`,
      reached: fullest <= most,
    });
    rows.push({
      what: `${name}: used`,
      measured: Number((used * 100).toFixed(2)),
      unit: "% of the limit",
      goal: "≥ 99.5",
      reached: used >= 0.995,
    });
  }
  report("exactness", rows);
});

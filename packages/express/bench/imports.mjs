// What an app pays at its start: the receiving end for Express, without Express itself, beside the
// official SDK. Both by `require`, each in a
// process of its own; medians.
import { spawnSync } from "node:child_process";
import { median, report } from "../../../.dev/measure.mjs";

const rounds = 15;
const ours = new URL("../dist/index.js", import.meta.url).pathname;
const measure = (load) => {
  const code = `import { createRequire } from "node:module";
    const require = createRequire(${JSON.stringify(import.meta.url)});
    globalThis.gc();
    const [memory, start] = [process.memoryUsage(), performance.now()];
    ${load};
    const took = performance.now() - start;
    globalThis.gc();
    const after = process.memoryUsage();
    console.log(JSON.stringify([took, after.rss - memory.rss, after.heapUsed - memory.heapUsed]));`;
  const args = ["--no-warnings", "--expose-gc", "--input-type=module", "-e", code];
  return JSON.parse(spawnSync(process.execPath, args, { encoding: "utf8" }).stdout);
};
const sides = { ours: [], peer: [] };
for (let round = 0; round < rounds; round++) {
  sides.ours.push(measure(`require(${JSON.stringify(ours)})`));
  sides.peer.push(measure(`require("twilio")`));
}
const column = (index, scale, what, unit) => ({
  what,
  ours: median(sides.ours.map((row) => row[index])) / scale,
  peer: median(sides.peer.map((row) => row[index])) / scale,
  unit,
  goal: "≤ 0.4",
});
report("express: imports", [
  column(0, 1, "cold import, time", "ms"),
  column(1, 1e6, "cold import, memory", "MB resident"),
  column(2, 1e6, "cold import, heap", "MB"),
]);

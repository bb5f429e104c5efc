import { existsSync, readFileSync, writeFileSync } from "node:fs";

const results = new URL("../bench-results.json", import.meta.url);

/** The middle one. */
export function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/**
 * Calls a second of both sides, in turns so that neither has the warmer machine; medians of rounds.
 */
export function compare(ours, peer, { rounds = 9, ms = 250 } = {}) {
  const rate = (call) => {
    const start = performance.now();
    let calls = 0;
    do {
      for (let index = 0; index < 100; index++) call();
      calls += 100;
    } while (performance.now() - start < ms);
    return (calls / (performance.now() - start)) * 1000;
  };
  rate(ours);
  rate(peer);
  const both = Array.from({ length: rounds }, () => [rate(ours), rate(peer)]);
  return { ours: median(both.map(([a]) => a)), peer: median(both.map(([, b]) => b)) };
}

/**
 * Prints the table and adds it to bench-results.json.
 *
 * @param rows `{ what, ours, peer, unit, goal }`; `ratio` is ours to peer unless given.
 */
export function report(title, rows) {
  const table = rows.map((row) => ({ ...row, ratio: row.ratio ?? row.ours / row.peer }));
  console.table(
    Object.fromEntries(
      table.map(({ what, ours, peer, unit, ratio, goal }) => [
        what,
        { Repartee: format(ours), peer: format(peer), unit, ratio: ratio.toFixed(2), goal },
      ]),
    ),
  );
  keep(title, { node: process.version, at: new Date().toISOString(), rows: table });
}

/** Adds one measurement to bench-results.json. */
export function keep(title, measurement) {
  const known = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : {};
  writeFileSync(results, `${JSON.stringify({ ...known, [title]: measurement }, null, 2)}\n`);
}

function format(value) {
  if (value === undefined) return "–";
  return value >= 100 ? Math.round(value).toLocaleString("en") : value.toFixed(2);
}

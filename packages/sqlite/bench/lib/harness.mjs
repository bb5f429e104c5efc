import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulatedNetwork } from "@repartee/carriers";
import { createSendCore, defaultRateRules } from "@repartee/send-core";
import { keep } from "../../../../.dev/measure.mjs";
import { openDatabase } from "../../dist/engine/database.js";
import { openSqliteStore } from "../../dist/index.js";

export const accountSid = `AC${"0".repeat(32)}`;

/** A folder that is gone when the work is done. */
export async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "repartee-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What this machine's disk and driver do at best, for comparison. */
export function machine(folder) {
  return {
    node: process.version,
    cpus: cpus().length,
    fdatasyncPerSecond: fdatasyncRate(join(folder, "raw")),
    rowsPerSecond: rowRate(join(folder, "raw.db")),
  };
}

function fdatasyncRate(file) {
  const descriptor = openSync(file, "w");
  const block = Buffer.alloc(4096);
  const rate = during(1_000, () => {
    writeSync(descriptor, block);
    fdatasyncSync(descriptor);
  });
  closeSync(descriptor);
  return rate;
}

/** Single-row transactions, each on disk. */
function rowRate(file) {
  const db = openDatabase(file);
  db.exec("create table row (id integer primary key, body text)");
  const insert = db.prepare("insert into row (body) values (?)");
  const rate = during(1_000, () => insert.run("a row of the usual length"));
  db.close();
  return rate;
}

function during(ms, work) {
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < ms) {
    work();
    count += 1;
  }
  return Math.round(count / ((performance.now() - began) / 1000));
}

/** A platform's middle: a real file, a network without delay, and senders that take any load. */
export function open(file, { rate = 100_000, type = "short-code", ...override } = {}) {
  const store = openSqliteStore({ file });
  const given = { segmentsPerSecond: rate, mmsPerSecond: rate };
  const sender = (address) => ({
    sid: `PN${"0".repeat(32)}`,
    accountSid,
    address,
    type,
    sms: true,
    mms: true,
    webhook: undefined,
  });
  const core = createSendCore({
    store,
    carrier: createSimulatedNetwork({ latency: { min: 0, max: 0 }, clock: override.clock }),
    accounts: { find: async (sid) => ({ sid, authToken: "secret" }) },
    senders: { find: async (address) => sender(address), list: async () => [] },
    mediaSource: { fetch: async () => ({ ok: false, code: 11200, sentence: "" }) },
    callbackPoster: { post: async () => ({ httpStatus: 200, errorCode: null, phase: null }) },
    rates: { ...defaultRateRules, senders: { ...defaultRateRules.senders, [type]: given } },
    onError: (error) => process.stderr.write(`${error}\n`),
    ...override,
  });
  return { core, store };
}

export function request(index, override = {}) {
  return {
    accountSid,
    direction: "outbound-api",
    from: String(10_000 + (index % 100)),
    to: `+1415${String(index % 10_000_000).padStart(7, "0")}`,
    body: `Message ${index}, of the usual length of a message that somebody would send.`,
    mediaUrls: [],
    ...override,
  };
}

/** Resolves once so many messages are delivered. */
export function delivered(core, total) {
  let count = 0;
  return new Promise((resolve) => {
    core.subscribe(({ event }) => {
      if (event.status === "delivered" && ++count === total) resolve();
    });
  });
}

/** Does the work `total` times, so many at once. */
export async function concurrently(total, concurrency, work) {
  let next = 0;
  const worker = async () => {
    while (next < total) await work(next++);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Prints the rows as a table, and keeps them with all figures: `{ what, measured, goal, unit }`. */
export function report(title, rows, facts) {
  console.table(
    Object.fromEntries(
      rows.map(({ what, measured, unit, goal, reached }) => [
        what,
        { measured: format(measured), unit, goal: goal ?? "–", reached: reached ?? "–" },
      ]),
    ),
  );
  if (facts) console.log(facts);
  keep(title, { node: process.version, at: new Date().toISOString(), ...facts, rows });
}

function format(value) {
  return typeof value === "number" && value >= 100 ? Math.round(value).toLocaleString("en") : value;
}

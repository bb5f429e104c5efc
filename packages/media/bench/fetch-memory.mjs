// What 100 concurrent fetches of 1 MB add to the resident memory of a process: spooled through the
// media gate, beside the plain client that holds each answer.
import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, report } from "../../../.dev/measure.mjs";

const count = 100;
const bytes = 1_000_000;
const goalMb = 64;
const [role, url = ""] = process.argv.slice(2);

// Each side runs in a process of its own, so that neither finds the other's memory warm.
const sides = {
  async ours() {
    const { spoolMedia } = await import("../dist/index.js");
    const directory = mkdtempSync(join(tmpdir(), "repartee-bench-"));
    const run = async (concurrent) => {
      const all = await Promise.all(
        Array.from({ length: concurrent }, () =>
          spoolMedia(url, { allow: ["loopback"], directory }),
        ),
      );
      if (all.some(({ size }) => size !== bytes)) throw new Error("Not all of it came.");
      return () => Promise.all(all.map((media) => media.dispose()));
    };
    return { run, close: () => rmSync(directory, { recursive: true }) };
  },
  async peer() {
    const { request } = await import("undici");
    const run = async (concurrent) => {
      const all = await Promise.all(
        Array.from({ length: concurrent }, async () => (await request(url)).body.arrayBuffer()),
      );
      if (all.some(({ byteLength }) => byteLength !== bytes))
        throw new Error("Not all of it came.");
      return async () => {};
    };
    return { run, close: () => {} };
  },
};

const MB = 1024 * 1024;

/** The most that the process ever had, less what it had before the fetches began. */
async function grown({ run, close }) {
  await (await run(1))();
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const start = performance.now();
  const dispose = await run(count);
  const ms = performance.now() - start;
  const most = process.resourceUsage().maxRSS * 1024;
  await dispose();
  close();
  return { mb: Math.max(0, most - before) / MB, ms };
}

async function inItsProcess(side, at) {
  const child = fork(fileURLToPath(import.meta.url), [side, at], { execArgv: ["--expose-gc"] });
  const [result] = await once(child, "message");
  child.disconnect();
  return result;
}

if (role === "server") {
  const body = randomBytes(bytes);
  const server = createServer((_req, res) =>
    res.writeHead(200, { "Content-Type": "application/pdf" }).end(body),
  );
  server.listen(0, "127.0.0.1", () => process.send(server.address().port));
  process.once("disconnect", () => process.exit());
} else if (role) {
  process.send(await grown(await sides[role]()));
} else {
  const server = fork(fileURLToPath(import.meta.url), ["server"]);
  const [port] = await once(server, "message");
  const at = `http://127.0.0.1:${port}/`;
  const rounds = [];
  for (let round = 0; round < 5; round++)
    rounds.push([await inItsProcess("ours", at), await inItsProcess("peer", at)]);
  server.disconnect();
  const figure = (side, what) => median(rounds.map((round) => round[side][what]));
  const what = `${count} fetches of 1 MB at once`;
  report("media: memory of fetches", [
    {
      what: `${what}: resident memory`,
      ours: figure(0, "mb"),
      peer: figure(1, "mb"),
      unit: "MB more",
      goal: `< ${goalMb}`,
    },
    { what: `${what}: time`, ours: figure(0, "ms"), peer: figure(1, "ms"), unit: "ms", goal: "–" },
  ]);
}

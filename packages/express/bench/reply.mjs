// A whole reply over HTTP: POST, verify, typed message, answer. Each request is another message, so
// nothing is answered from memory.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { median, report } from "../../../.dev/measure.mjs";
import { inboundFields, signedRequest } from "../../testkit/dist/index.js";
import { load } from "./lib/load.mjs";

const connections = 16;
const inFlight = 8;
const perConnection = 1_500;
const rounds = 5;
let serial = 0;

function request() {
  const id = (serial++).toString(16).padStart(32, "0");
  const { method, target, headers, body } = signedRequest({
    authToken: "12345678901234567890123456789012",
    url: "https://app.example.com/sms",
    params: inboundFields({
      messageSid: `MM${id}`,
      body: "Look at this",
      media: [{ url: `https://api.example.com/Media/ME${id}`, contentType: "image/jpeg" }],
    }),
  });
  const all = { Host: "app.example.com", "Content-Length": Buffer.byteLength(body), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}

const apps = await Promise.all(
  ["express", "fetch", "peer"].map(async (name) => {
    const child = spawn(
      process.execPath,
      [new URL("lib/apps.mjs", import.meta.url).pathname, name],
      {
        env: { ...process.env, NODE_ENV: "production" },
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [port] = await once(child.stdout, "data");
    return { child, port: Number(port), rates: [] };
  }),
);
for (let round = -2; round < rounds; round++) {
  for (const { port, rates } of apps) {
    const lists = Array.from({ length: connections }, () =>
      Array.from({ length: perConnection }, request),
    );
    const rate = await load(port, lists, inFlight);
    if (round >= 0) rates.push(rate); // The first two rounds warm up.
  }
}
for (const { child } of apps) child.kill();
const [ours, fetch, peer] = apps.map(({ rates }) => median(rates));
report("express: reply", [
  { what: "Express", ours, peer, unit: "requests/s", goal: "≥ 1.3" },
  { what: "fetch on node:http", ours: fetch, peer, unit: "requests/s", goal: "≥ 3.5" },
]);

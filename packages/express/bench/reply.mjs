// A whole reply over HTTP: POST, verify, typed message, answer. Each request is another message, so
// nothing is answered from memory.
import { spawn } from "node:child_process";
import { once } from "node:events";
import autocannon from "autocannon";
import { median, report } from "../../../.dev/measure.mjs";
import { inboundFields, signedRequest } from "../../testkit/dist/index.js";

const connections = 16;
const perConnection = 1_500;
const rounds = 5;
let serial = 0;

function requests() {
  return Array.from({ length: perConnection }, () => {
    const id = (serial++).toString(16).padStart(32, "0");
    const params = inboundFields({
      messageSid: `MM${id}`,
      body: "Look at this",
      media: [{ url: `https://api.example.com/Media/ME${id}`, contentType: "image/jpeg" }],
    });
    const { method, target, headers, body } = signedRequest({
      authToken: "12345678901234567890123456789012",
      url: "https://app.example.com/sms",
      params,
    });
    return { method, path: target, headers, body };
  });
}

async function rate(port) {
  const lists = Array.from({ length: connections }, requests);
  const arrivals = [];
  const load = autocannon({
    url: `http://localhost:${port}`,
    connections,
    amount: connections * perConnection,
    setupClient: (client) => client.setRequests(lists.pop()),
  });
  // From the first answer to the last: setting the clients up is not the server's time.
  load.on("response", () => arrivals.push(performance.now()));
  const result = await load;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} failed.`);
  return ((arrivals.length - 1) / (arrivals.at(-1) - arrivals[0])) * 1000;
}

const names = ["express", "fetch", "peer"];
const apps = await Promise.all(
  names.map(async (name) => {
    const child = spawn(process.execPath, [new URL("apps.mjs", import.meta.url).pathname, name], {
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = await once(child.stdout, "data");
    return { name, child, port: Number(port), rates: [] };
  }),
);
for (let round = -1; round < rounds; round++) {
  for (const app of apps) {
    const measured = await rate(app.port);
    if (round >= 0) app.rates.push(measured); // The first round warms up.
  }
}
for (const { child } of apps) child.kill();
const [ours, fetch, peer] = apps.map(({ rates }) => median(rates));
report("express: reply", [
  { what: "Express", ours, peer, unit: "requests/s", goal: "≥ 1.3" },
  { what: "fetch on node:http", ours: fetch, peer, unit: "requests/s", goal: "≥ 3.5" },
]);

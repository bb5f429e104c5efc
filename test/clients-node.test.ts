import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { inNode, nodeApp, underDev } from "./support/app-under-dev.ts";
import { phone } from "./support/phone.ts";
import { photoFile } from "./support/pictures.ts";
import { handset, ourNumber } from "./support/platform.ts";
import { startTlsServer } from "./support/tls-server.ts";

const sid = expect.stringMatching(/^SM[0-9a-f]{32}$/);

test.each(["twilio", "twilio5"] as const)(
  "the official client (%s) sends, lists and fetches",
  async (twilio) => {
    const seen = await inNode(
      `const client = twilio(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN);
     const sent = await client.messages.create({ from: TWILIO_NUMBER, to: "+14155550100", body: "Hi" });
     const [listed] = await client.messages.list({ limit: 1 });
     const fetched = await client.messages(sent.sid).fetch();
     const wrong = await client.messages("SM00000000000000000000000000000000").fetch().catch((error) => error);
     return [require("twilio/package.json").version[0], sent.sid, listed.body, fetched.sid === sent.sid, wrong.status, wrong.code];`,
      { twilio },
    );
    expect(seen).toEqual([twilio === "twilio" ? "6" : "5", sid, "Hi", true, 404, 20404]);
  },
);

test("an ESM app, with options for Node of its own", async () => {
  const env = {
    NODE_OPTIONS: `--stack-trace-limit=23 --import "data:text/javascript,globalThis.before=1"`,
  };
  const seen = await inNode(
    `const client = twilio(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN);
     return [(await client.messages.list()).length, globalThis.before, Error.stackTraceLimit];`,
    { type: "mjs", env },
  );
  expect(seen).toEqual([0, 1, 23]);
});

const ways = {
  fetch: `(await fetch(messagesUrl, { headers: { Authorization: "Basic " + btoa(auth) } })).status`,
  "an edge and a region in the host name": `(await fetch(messagesUrl.replace("api.", "api.dublin.ie1."), { headers: { Authorization: "Basic " + btoa(auth) } })).status`,
  "https.request with an agent of its own": `await new Promise((resolve, reject) => {
    const https = require("node:https");
    https.get(messagesUrl, { auth, agent: new https.Agent({ keepAlive: false }) }, (res) => resolve(res.statusCode)).on("error", reject);
  })`,
  "https.request with roots of its own": `await new Promise((resolve, reject) => {
    const ca = require("node:tls").rootCertificates;
    require("node:https").get(messagesUrl, { auth, ca }, (res) => resolve(res.statusCode)).on("error", reject);
  })`,
  "http.request": `await new Promise((resolve, reject) => {
    http.get(messagesUrl.replace("https", "http"), { auth }, (res) => resolve(res.statusCode)).on("error", reject);
  })`,
  "axios, which reads HTTPS_PROXY": `(await require("node:module").createRequire(require.resolve("twilio"))("axios")
    .get(messagesUrl, { auth: { username: TWILIO_ACCOUNT_SID, password: TWILIO_AUTH_TOKEN } })).status`,
  "a worker thread": `await new Promise((resolve, reject) => {
    const { Worker } = require("node:worker_threads");
    const ask = "const w = require('node:worker_threads'); fetch(w.workerData.url, { headers: { Authorization: 'Basic ' + btoa(w.workerData.auth) } }).then((r) => w.parentPort.postMessage(r.status), (e) => { throw e; })";
    new Worker(ask, { eval: true, workerData: { url: messagesUrl, auth } }).on("message", resolve).on("error", reject);
  })`,
  "a process that the app starts": `Number(require("node:child_process").execFileSync(process.execPath, ["-e",
    "fetch(process.argv[1], { headers: { Authorization: 'Basic ' + btoa(process.argv[2]) } }).then((r) => console.log(r.status))", messagesUrl, auth]))`,
};

test("whatever asks, the local server answers", async () => {
  const all = Object.entries(ways).map(([name, way]) => `${JSON.stringify(name)}: ${way}`);
  const seen = await inNode(`return { ${all.join(", ")} };`);
  expect(seen).toEqual(Object.fromEntries(Object.keys(ways).map((name) => [name, 200])));
});

test("other hosts are reached as ever, with the roots that the user has added", async () => {
  const { url, caFile } = await startTlsServer((req, res) => res.end(`other ${req.headers.host}`));
  const seen = await inNode(`return (await fetch("${url}")).text();`, {
    env: { NODE_EXTRA_CA_CERTS: caFile },
  });
  expect(seen).toBe(`other ${new URL(url).host}`);
});

test("--offline refuses other hosts with a clear error, and no host of this machine", async () => {
  const { url, caFile } = await startTlsServer((_req, res) => res.end("other"));
  const seen = await inNode(
    `const refused = await fetch("https://example.com/").catch((error) => error.cause);
     const here = await (await fetch("${url}")).text();
     const client = twilio(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN);
     return [refused.code, refused.message, here, (await client.messages.list()).length];`,
    { flags: ["--offline"], env: { NODE_EXTRA_CA_CERTS: caFile } },
  );
  expect(seen).toEqual([
    "ECONNREFUSED",
    "repartee dev --offline lets no connection to example.com through.",
    "other",
    0,
  ]);
});

test("--no-reroute leaves the app alone", async () => {
  const seen = await inNode(
    `return [process.env.REPARTEE_REROUTE, process.env.HTTPS_PROXY, process.env.SSL_CERT_FILE].map(String);`,
    { flags: ["--no-reroute"], env: { HTTPS_PROXY: "", SSL_CERT_FILE: "" } },
  );
  expect(seen).toEqual(["undefined", "", ""]);
});

test("--platform-urls names media as the platform does, and they are there", async () => {
  const app = await nodeApp(
    `const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, PORT } = process.env;
     const Authorization = "Basic " + btoa(TWILIO_ACCOUNT_SID + ":" + TWILIO_AUTH_TOKEN);
     require("node:http").createServer(async (req, res) => {
       const url = new URLSearchParams(Buffer.concat(await req.toArray()).toString()).get("MediaUrl0");
       const media = await fetch(url, { headers: { Authorization } });
       res.setHeader("Content-Type", "text/plain").end(new URL(url).origin + " " + media.headers.get("content-type"));
     }).listen(PORT);`,
  );
  const { url } = await underDev([process.execPath, app], { flags: ["--platform-urls"] });
  const person = phone(url, handset);
  await person.sends(ourNumber, "", [await photoFile()]);
  await person.receives(({ body }) => body === "https://api.twilio.com image/jpeg");
});

test("leaves nothing behind", async () => {
  const app = await nodeApp(
    `console.log("TRUST", process.env.SSL_CERT_FILE);
     require("node:http").createServer().listen(process.env.PORT);`,
  );
  const started = await underDev([process.execPath, app]);
  const [, file = ""] = await started.prints(/TRUST (\S+)/);
  expect(existsSync(file)).toBe(true);
  started.process.kill("SIGINT");
  expect(await started.ended).toBe(0);
  expect(existsSync(file)).toBe(false);
});

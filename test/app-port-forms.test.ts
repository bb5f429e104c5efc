import { expect, test } from "vitest";
import { deadPort } from "./support/app.ts";
import { nodeApp, underDev } from "./support/app-under-dev.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber } from "./support/platform.ts";

const start = `const http = require("node:http");
const serve = (...where) => http.createServer((req, res) =>
  res.setHeader("Content-Type", "text/plain").end(req.method + " " + req.url + " " + req.headers.host)).listen(...where);`;

/** Starts the app, sends a text at once, and awaits the reply. */
async function replyOf(command: readonly string[]): Promise<string> {
  const dev = await underDev(command);
  const person = phone(dev.url, handset);
  await person.sends(ourNumber, "Hi");
  return (await person.receives(({ body }) => body.startsWith("POST"))).body;
}

test.each<[string, (port: number) => string, (port: number) => string]>([
  ["IPv6 alone", (port) => `serve(${port}, "::1")`, (port) => `localhost:${port}`],
  [
    "another loopback address",
    (port) => `serve(${port}, "127.0.0.5")`,
    (port) => `127.0.0.5:${port}`,
  ],
  [
    "the workers of a cluster",
    (port) => `
const cluster = require("node:cluster");
if (cluster.isPrimary) { cluster.fork(); cluster.fork(); } else serve(${port});`,
    (port) => `localhost:${port}`,
  ],
  [
    "a detached process whose parent stays",
    (port) => `
const { spawn } = require("node:child_process");
if (process.argv[2]) serve(${port});
else { const child = spawn(process.execPath, [__filename, "go"], { detached: true }); process.on("exit", () => child.kill()); process.on("SIGTERM", () => process.exit()); setInterval(() => {}, 1_000); }`,
    (port) => `localhost:${port}`,
  ],
])("an app with a port of its own is found: %s", async (_, code, host) => {
  const port = await deadPort();
  const app = await nodeApp(`${start}\n${code(port)}`);
  expect(await replyOf([process.execPath, app])).toBe(`POST /sms ${host(port)}`);
});

test.each([
  ["another loopback address", "127.0.0.5", "127.0.0.5", 0],
  ["an IPv6 address", "::1", "[::1]", 0],
  // PHP's and Python's debuggers listen there by default: it is not chosen, but it can be named.
  ["a debugger's port", "127.0.0.1", "localhost", 9003],
])("--webhook names %s, and messages are sent there", async (_, address, host, fixed) => {
  const port = fixed || (await deadPort());
  const app = await nodeApp(`${start}\nserve(${port}, "${address}");`);
  const url = `http://${host}:${port}/in`;
  const dev = await underDev([process.execPath, app], { flags: ["--webhook", url] });
  const person = phone(dev.url, handset);
  await person.sends(ourNumber, "Hi");
  const { body } = await person.receives((message) => message.body.startsWith("POST"));
  expect(body).toBe(`POST /in ${host}:${port}`);
});

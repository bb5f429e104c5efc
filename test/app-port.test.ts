import { expect, test } from "vitest";
import { deadPort } from "./support/app.ts";
import { nodeApp, underDev } from "./support/app-under-dev.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber } from "./support/platform.ts";
import { restCall } from "./support/rest-call.ts";

const answering = `(name) => (req, res) =>
  res.setHeader("Content-Type", "text/plain").end([name, req.method, req.url, req.headers.host].join(" "));`;

/** An app that ignores PORT; `port(n)` is a port of its own, unlike any other test's. */
async function fixedPortApp(body: (ports: readonly number[]) => string) {
  const ports = [await deadPort(), await deadPort()].sort((a, b) => a - b);
  const code = `const http = require("node:http"); const answer = ${answering}\nsetInterval(() => {}, 60_000);\n${body(ports)}`;
  return { ports, command: [process.execPath, await nodeApp(code)] };
}

test("an app with a port of its own is found, and messages wait for it", async () => {
  const { ports, command } = await fixedPortApp(
    ([port]) => `
process.once("SIGUSR2", () => http.createServer(answer("app")).listen(${port}));
console.log("PID", process.pid + ".");`,
  );
  const dev = await underDev(command);
  const [, pid] = await dev.prints(/PID (\d+)\./);
  await dev.prints(/Webhook\s+\/sms of the app, which is starting\n/);
  const notReady = await fetch(`${dev.url}/readyz`);
  expect([notReady.status, notReady.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(await notReady.json()).toEqual({ status: "not ready", reasons: ["The app is starting."] });
  expect(await configOf(dev.url)).toMatchObject({ app_status: "starting" });
  expect((await fetch(`${dev.url}/healthz`)).status).toBe(200);

  const person = phone(dev.url, handset);
  await person.sends(ourNumber, "Are you there?");
  process.kill(Number(pid), "SIGUSR2");
  await person.receives(({ body }) => body === `app POST /sms localhost:${ports[0]}`);
  await dev.prints(
    new RegExp(
      `The app listens on http://localhost:${ports[0]}; messages are sent to http://localhost:${ports[0]}/sms\\.`,
    ),
  );
  expect(await (await fetch(`${dev.url}/readyz`)).json()).toEqual({ status: "ready" });
  expect(await configOf(dev.url)).toMatchObject({
    app_status: "listening",
    webhook_url: `http://localhost:${ports[0]}/sms`,
  });
  expect((await restCall(dev, "/IncomingPhoneNumbers.json")).json).toMatchObject({
    incoming_phone_numbers: [{ sms_url: `http://localhost:${ports[0]}/sms` }],
  });
});

test("the path of --webhook holds at the port that is found, also in a grandchild", async () => {
  const { ports, command } = await fixedPortApp(
    ([port]) => `
if (process.argv[2] === "child") http.createServer(answer("grandchild")).listen(${port});
else require("node:child_process").spawn(process.execPath, [__filename, "child"], { stdio: "inherit", env: { PATH: process.env.PATH } });`,
  );
  const dev = await underDev(command, { flags: ["--webhook", "/hooks/in"] });
  const person = phone(dev.url, handset);
  await person.sends(ourNumber, "Hi");
  await person.receives(({ body }) => body === `grandchild POST /hooks/in localhost:${ports[0]}`);
});

test("a port that is only probed does not count", async () => {
  const { ports, command } = await fixedPortApp(
    ([probed, real]) => `
const probe = require("node:net").createServer().listen(${probed}, () => setTimeout(() => probe.close(), 100));
process.once("SIGUSR2", () => http.createServer(answer("real")).listen(${real}));
probe.on("close", () => console.log("PROBED", process.pid + "."));`,
  );
  const dev = await underDev(command);
  const [, pid] = await dev.prints(/PROBED (\d+)\./);
  const person = phone(dev.url, handset);
  await person.sends(ourNumber, "Hi");
  process.kill(Number(pid), "SIGUSR2");
  await person.receives(({ body }) => body === `real POST /sms localhost:${ports[1]}`);
  expect(dev.output()).not.toContain(`listens on http://localhost:${ports[0]}`);
});

test("several ports: one is chosen, and the line says which", async () => {
  const { ports, command } = await fixedPortApp(
    ([one, other]) => `
http.createServer(answer("one")).listen(${one}, () => http.createServer(answer("other")).listen(${other}));`,
  );
  const dev = await underDev(command);
  await dev.prints(
    new RegExp(
      `listens on http://localhost:${ports[0]}; .* It also listens on ${ports[1]}; choose another port with --webhook URL\\.`,
    ),
  );
});

test("a reloader: messages that arrive between two runs wait for the second", async () => {
  const { ports, command } = await fixedPortApp(
    ([port]) => `
let run = 0;
const listen = () => { const server = http.createServer(answer("run " + ++run)).listen(${port}); return server; };
let server = listen();
process.on("SIGUSR2", () => {
  if (!server) server = listen();
  else { server.close(() => console.log("CLOSED.")); server.closeAllConnections(); server = undefined; }
});
console.log("PID", process.pid + ".");`,
  );
  const dev = await underDev(command);
  const [, pid] = await dev.prints(/PID (\d+)\./);
  const person = phone(dev.url, handset);
  await person.sends(ourNumber, "Hi");
  await person.receives(({ body }) => body.startsWith("run 1"));
  process.kill(Number(pid), "SIGUSR2");
  await dev.prints(/CLOSED\./);
  await person.sends(ourNumber, "Hi again");
  process.kill(Number(pid), "SIGUSR2");
  await person.receives(({ body }) => body === `run 2 POST /sms localhost:${ports[0]}`);
});

test("an app that listens nowhere: one line says what to do; what ends it is said", async () => {
  const dev = await underDev([process.execPath, "-e", "setTimeout(() => {}, 6_000)"]);
  await dev.prints(
    /The app does not listen on a port yet; .*--webhook http:\/\/localhost:3000\/sms\n/,
  );
  await dev.prints(/The app ended with exit code 0\. Messages fail with 11202/);
});

test("--webhook wins over what is found", async () => {
  const { ports, command } = await fixedPortApp(
    ([one, other]) => `
http.createServer(answer("one")).listen(${one});
http.createServer(answer("other")).listen(${other});`,
  );
  const dev = await underDev(command, {
    flags: ["--webhook", `http://localhost:${ports[1]}/sms`],
  });
  const person = phone(dev.url, handset);
  await person.sends(ourNumber, "Hi");
  await person.receives(({ body }) => body === `other POST /sms localhost:${ports[1]}`);
});

async function configOf(url: string): Promise<unknown> {
  return (await fetch(`${url}/emulator/v1/config`)).json();
}

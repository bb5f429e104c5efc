import { connect } from "node:net";
import type { Platform } from "@repartee/platform";
import { expect, test } from "vitest";
import { phone } from "./support/phone.ts";
import { photoFile } from "./support/pictures.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

const body = 'Tea < coffee & "both"';

function rest(platform: Platform, path: string, init: RequestInit = {}): Promise<Response> {
  const { sid, authToken } = platform.account;
  return fetch(`${platform.url}/2010-04-01/Accounts/${sid}${path}`, {
    ...init,
    headers: { ...init.headers, Authorization: `Basic ${btoa(`${sid}:${authToken}`)}` },
  });
}

test("a message is redacted, told of, and deleted with its media", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const { sid } = await client.messages.create({ from: ourNumber, to: handset, body });
  await platform.sendCore.reached(toSid(sid), "delivered");
  const sent = await client.messages(sid).fetch();
  expect(sent.price).toMatch(/^-0\.\d{5}$/);
  expect(sent.priceUnit).toBe("USD");

  const feedback = await client.messages(sid).feedback.create({ outcome: "unconfirmed" });
  expect(feedback).toMatchObject({ messageSid: sid, outcome: "unconfirmed" });
  await expect(client.messages(sid).update({ body: "other" })).rejects.toMatchObject({
    code: 20422,
  });
  expect((await client.messages(sid).update({ body: "" })).body).toBe("");
  expect(await client.messages(sid).remove()).toBe(true);
  await expect(client.messages(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  await expect(client.messages(sid).feedback.create()).rejects.toMatchObject({ status: 404 });
});

test("media are deleted one by one", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const sent = await phone(platform.url, handset).sends(ourNumber, "", [await photoFile()]);
  const [media] = await client.messages(sent.sid).media.list();
  const item = client.messages(sent.sid).media(media?.sid ?? "");
  expect(await client.messages(sent.sid).media.list({ dateCreatedBefore: new Date(0) })).toEqual(
    [],
  );
  expect(await item.remove()).toBe(true);
  await expect(item.fetch()).rejects.toMatchObject({ status: 404 });
  await expect(item.remove()).rejects.toMatchObject({ status: 404 });
});

test("answers XML by extension, and without one", async () => {
  const platform = await platformFor();
  const form = new URLSearchParams({ From: ourNumber, To: handset, Body: body });
  const created = await rest(platform, "/Messages", { method: "POST", body: form });
  expect(created.status).toBe(201);
  expect(created.headers.get("content-type")).toMatch(/xml/);
  const xml = await created.text();
  expect(xml).toContain("<TwilioResponse><Message><AccountSid>AC");
  expect(xml).toContain("<Body>Tea &lt; coffee &amp; &quot;both&quot;</Body>");
  expect(xml).toContain("<ErrorCode/>");
  const list = await (await rest(platform, "/Messages.xml")).text();
  expect(list).toMatch(/<Messages firstpageuri="[^"]+" .*page="0" pagesize="50".*><Message>/);
  const unknown = await rest(platform, `/Messages/SM${"0".repeat(32)}.xml`);
  expect(unknown.status).toBe(404);
  expect(await unknown.text()).toContain("<RestException><Code>20404</Code>");
});

test.each([
  [{ contentSid: `HX${"a".repeat(32)}` }, 21655],
  [{ body, contentVariables: "{}" }, 21654],
  [{ body, contentRetention: "discard" as const }, 30029],
  [{ body, addressRetention: "obfuscate" as const }, 30030],
  [{ body, applicationSid: `AP${"a".repeat(32)}` }, 21218],
  [{ body, validityPeriod: 0 }, 21624],
  [{ body, validityPeriod: 36_001 }, 21624],
  [{ body, scheduleType: "fixed" as const, sendAt: new Date() }, 35118],
])("refuses %o by its own code", async (options, code) => {
  const client = twilioClient(await platformFor());
  const refused = client.messages.create({ from: ourNumber, to: handset, ...options });
  await expect(refused).rejects.toMatchObject({ status: 400, code });
});

test("says that a path is unknown, and which methods a known one has", async () => {
  const platform = await platformFor();
  const unknown = await rest(platform, "/Calls.json");
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({
    code: 20404,
    message: `The requested resource /2010-04-01/Accounts/${platform.account.sid}/Calls.json was not found.`,
  });
  const put = await rest(platform, "/Messages.json", { method: "PUT" });
  expect([put.status, put.headers.get("allow")]).toEqual([405, "POST, GET"]);
  expect(await put.json()).toMatchObject({ code: 20004 });
  const json = await rest(platform, "/Messages.json", {
    method: "POST",
    body: "{}",
    headers: { "Content-Type": "application/json" },
  });
  expect(json.status).toBe(415);
  expect(await json.json()).toMatchObject({ code: 20415 });
  const large = await rest(platform, "/Messages.json", {
    method: "POST",
    body: new URLSearchParams({ Body: "a".repeat(300_000) }),
  });
  expect(await large.json()).toMatchObject({ code: 20413 });
});

test("refuses more than 100 requests of one account at the same time", async () => {
  const platform = await platformFor();
  const { sid, authToken } = platform.account;
  const { port } = new URL(platform.url);
  const head = `POST /2010-04-01/Accounts/${sid}/Messages.json HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic ${btoa(`${sid}:${authToken}`)}\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
  const open = Array.from({ length: 101 }, () => {
    const socket = connect(Number(port), "127.0.0.1");
    socket.write(`${head}Content-Length: 10\r\n\r\n`);
    return socket;
  });
  // Whichever of them comes last is refused; all others wait for the rest of their form.
  const answer = await Promise.race(
    open.map((socket) => new Promise<string>((done) => socket.once("data", (d) => done(`${d}`)))),
  );
  for (const socket of open) socket.destroy();
  expect(answer).toMatch(/^HTTP\/1\.1 429 /);
  expect(answer).toContain("Twilio-Concurrent-Requests: 101");
});

function toSid(sid: string): `SM${string}` {
  return `SM${sid.slice(2)}`;
}

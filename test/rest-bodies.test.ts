import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { restCall } from "./support/rest-call.ts";
import { twilioClient } from "./support/twilio-client.ts";

const post = "POST";

function multipart(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

test("a message may be created with multipart/form-data, as curl -F and old SDKs send it", async () => {
  const platform = await platformFor();
  const body = multipart([
    ["To", handset],
    ["From", ourNumber],
    ["Body", "Zwei Pizzen für Jörg 🍕"],
    ["MediaUrl", "https://app.example/a.png"],
    ["MediaUrl", "https://app.example/b.png"],
  ]);
  const made = await restCall(platform, "/Messages.json", { method: post, body });
  expect(made).toMatchObject({
    status: 201,
    json: { to: handset, from: ourNumber, body: "Zwei Pizzen für Jörg 🍕", num_media: "2" },
  });
});

test("the multipart body that twilio-node 3.0 to 3.40 writes is read", async () => {
  const platform = await platformFor();
  const boundary = "--------------------------493895903826423914838267";
  const lines = [
    ["To", handset],
    ["From", ourNumber],
    ["Body", "Hi"],
  ].map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const made = await restCall(platform, "/Messages.json", {
    method: post,
    headers: { "Content-Type": `multipart/form-data; boundary=${boundary}` },
    body: `${lines.join("")}--${boundary}--\r\n`,
  });
  expect(made).toMatchObject({ status: 201, json: { to: handset, body: "Hi" } });
});

test("every operation that writes takes multipart/form-data", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const write = async (path: string, fields: readonly (readonly [string, string])[]) => {
    const { status, json } = await restCall(platform, path, {
      method: post,
      body: multipart(fields),
    });
    return { status, json };
  };
  expect(await write("/v1/Services", [["FriendlyName", "Desk"]])).toMatchObject({
    status: 201,
    json: { friendly_name: "Desk" },
  });
  expect(await write("/Applications.json", [["FriendlyName", "Shop"]])).toMatchObject({
    status: 201,
    json: { friendly_name: "Shop" },
  });
  const [number] = await client.incomingPhoneNumbers.list();
  expect(
    await write(`/IncomingPhoneNumbers/${number?.sid}.json`, [["FriendlyName", "Front desk"]]),
  ).toMatchObject({ status: 200, json: { friendly_name: "Front desk" } });
  expect(
    await write("/IncomingPhoneNumbers.json", [["PhoneNumber", "(415) 555-0117"]]),
  ).toMatchObject({ status: 201, json: { phone_number: "+14155550117" } });
});

test("a file is not a parameter", async () => {
  const platform = await platformFor();
  const body = multipart([
    ["To", handset],
    ["From", ourNumber],
  ]);
  body.append("MediaUrl", new Blob(["picture"]), "a.png");
  const refused = await restCall(platform, "/Messages.json", { method: post, body });
  expect(refused).toMatchObject({
    status: 422,
    json: { code: 20422, message: expect.stringContaining("MediaUrl is a file") },
  });
});

test.each([
  ["a boundary that does not come", "multipart/form-data; boundary=x", "To=1", 400, 20001],
  ["no boundary", "multipart/form-data", "--x\r\n\r\n", 400, 20001],
  ["JSON", "application/json", '{"To":"+14155550100"}', 415, 20415],
  ["JSON of a vendor", "application/vnd.api+json", "{}", 415, 20415],
  ["text", "text/plain", "To=%2B14155550100", 415, 20415],
  ["too much text", "application/x-www-form-urlencoded", `Body=${"a".repeat(300_000)}`, 413, 20413],
  [
    "too many parameters",
    "application/x-www-form-urlencoded; charset=utf-8",
    "a=1&".repeat(1001),
    422,
    20422,
  ],
])("%s is refused", async (_what, type, body, status, code) => {
  const platform = await platformFor();
  const headers = { "Content-Type": type };
  const refused = await restCall(platform, "/Messages.json", { method: post, body, headers });
  expect(refused).toMatchObject({ status, json: { code, status } });
});

test("the refusal of JSON says what to send", async () => {
  const platform = await platformFor();
  const refused = await restCall(platform, "/Messages.json", {
    method: post,
    headers: { "Content-Type": "application/json; charset=utf-8" },
    body: "{}",
  });
  expect(refused.json.message).toBe(
    "The body is JSON; send the parameters as application/x-www-form-urlencoded, such as To=%2B14155550100&Body=Hello, or as multipart/form-data.",
  );
});

test("many parts take little time, and a multipart body has the size limit too", async () => {
  const platform = await platformFor();
  const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
  const send = (body: string) =>
    restCall(platform, "/Messages.json", {
      method: post,
      headers: { "Content-Type": "multipart/form-data; boundary=x" },
      body,
    });
  const began = performance.now();
  const many = await send(`${part.repeat(4_500)}--x--\r\n`);
  expect(many.json.code).toBe(20422);
  expect(performance.now() - began).toBeLessThan(5_000);
  expect((await send(`${part.repeat(6_000)}--x--\r\n`)).json.code).toBe(20413);
});

test("a body without a length is limited as well", async () => {
  const platform = await platformFor();
  const { sid, authToken } = platform.account;
  const { port } = new URL(platform.url);
  const socket = connect(Number(port), "127.0.0.1");
  const chunk = "a".repeat(65_536);
  socket.write(
    `POST /2010-04-01/Accounts/${sid}/Messages.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n` +
      `Authorization: Basic ${btoa(`${sid}:${authToken}`)}\r\nTransfer-Encoding: chunked\r\n\r\n` +
      `10000\r\n${chunk}\r\n`.repeat(5) +
      "0\r\n\r\n",
  );
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 413 /);
});

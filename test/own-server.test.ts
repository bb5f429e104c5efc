import { redirect, response, write } from "@repartee/markup";
import { startPlatform, type TestPlatform } from "@repartee/testkit";
import sharp from "sharp";
import twilio from "twilio";
import { afterEach, beforeEach, expect, test } from "vitest";
import { handset, ourNumber } from "./support/platform.ts";

// The page's API answers this machine without credentials, with the messages of all accounts. What an
// account makes the platform request comes from this machine too.

let platform: TestPlatform;
let port = "";
beforeEach(async () => {
  platform = await startPlatform({ webhook: () => new Response(null, { status: 204 }) });
  port = new URL(platform.url).port;
});
afterEach(() => platform.close());

const spellings = [
  "localhost",
  "LOCALHOST",
  "127.0.0.1",
  "127.1",
  "2130706433",
  "0x7f.1",
  "0.0.0.0",
  "0",
  "[::ffff:127.0.0.1]",
  "me:secret@localhost",
];
const page = (host: string) => `http://${host}:${port}/emulator/v1/exchanges`;

async function asked(): Promise<{ readonly codes: number[]; readonly text: string }> {
  const sent = await platform.phone(handset).sends("Hi");
  const exchange = await sent.exchange();
  const codes = exchange.notices.map(({ code }) => code);
  return { codes, text: JSON.stringify(exchange.requests.map((one) => one.response?.body)) };
}

async function setSmsUrl(smsUrl: string): Promise<void> {
  const client = platform.client(twilio);
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: ourNumber });
  await client.incomingPhoneNumbers(number?.sid ?? "").update({ smsUrl });
}

test.each(spellings)("an SmsUrl at %s does not reach the page's API", async (host) => {
  await setSmsUrl(page(host));
  const { codes, text } = await asked();
  expect(codes).toEqual([11205]);
  expect(text).toBe("[null]");
});

test.each(["localhost", "127.1", "0.0.0.0"])(
  "a redirect to %s does not reach it, in HTTP or in a document",
  async (host) => {
    platform.serve(() => new Response(null, { status: 302, headers: { Location: page(host) } }));
    expect((await asked()).codes).toEqual([11205]);
    const document = write(response(redirect(page(host), { method: "GET" })));
    platform.serve(() => new Response(document, { headers: { "Content-Type": "text/xml" } }));
    const { codes, text } = await asked();
    expect(codes).toEqual([11205]);
    expect(text).not.toContain("started_at");
  },
);

test("a sub-account reads nothing of other accounts in its alerts", async () => {
  await platform.phone(handset).sends("The plan is secret.");
  const parent = platform.client(twilio);
  const { sid, authToken } = await parent.api.v2010.accounts.create({ friendlyName: "Branch" });
  const child = twilio(sid, authToken, { httpClient: parent.httpClient });
  const phoneNumber = "+15005550009";
  await child.incomingPhoneNumbers.create({ phoneNumber, smsUrl: page("localhost") });
  const sent = await platform.phone(handset).sends({ body: "Hi", to: phoneNumber });
  await sent.exchange();
  const [alert] = await child.monitor.v1.alerts.list();
  expect(alert?.errorCode).toBe("11205");
  const { responseBody } = await child.monitor.v1.alerts(alert?.sid ?? "").fetch();
  expect(responseBody ?? "").not.toContain("secret");
});

test("a status callback does not reach it, and a URL of the page is not media", async () => {
  const client = platform.client(twilio);
  const body = { from: ourNumber, to: handset, body: "Hi" };
  const { sid } = await client.messages.create({ ...body, statusCallback: page("localhost") });
  await platform.phone(handset).receives();
  const story = async () => (await platform.explain(sid)).map(({ sentence }) => sentence);
  await expect.poll(story).toContainEqual(expect.stringContaining("11205"));

  for (const host of ["localhost", "127.1", "[::ffff:127.0.0.1]"]) {
    const sent = await client.messages.create({ ...body, mediaUrl: [page(host)] });
    const state = async () => (await client.messages(sent.sid).fetch()).errorCode;
    await expect.poll(state).toBe(11200);
    const sentences = (await platform.explain(sent.sid)).map(({ sentence }) => sentence);
    expect(sentences.join("\n")).toContain("it leads back to this server");
  }
});

test("media of the account can be sent on by their URL, those of another with its credentials", async () => {
  const bytes = await sharp({
    create: { width: 8, height: 8, channels: 3, background: "teal" },
  })
    .png()
    .toBuffer();
  const phone = platform.phone(handset);
  const taken = await phone.sends({ body: "Look", media: [bytes] });
  const { messageSid } = await taken.exchange();
  const client = platform.client(twilio);
  const [item] = await client.messages(messageSid ?? "").media.list();
  const url = `${platform.url}${item?.uri.replace(/\.json$/, "")}`;
  const { sid, authToken } = platform.account;
  const send = (from: string, mediaUrl: string, sender = client) =>
    sender.messages.create({ from, to: handset, body: "Again", mediaUrl: [mediaUrl] });
  const withCredentials = url.replace("//", `//${sid}:${authToken}@`);

  for (const mediaUrl of [url, withCredentials]) {
    await send(ourNumber, mediaUrl);
    expect((await phone.receives()).media).toMatchObject([{ contentType: "image/png" }]);
  }

  const branch = await client.api.v2010.accounts.create({ friendlyName: "Branch" });
  const { httpClient } = client;
  const other = twilio(branch.sid, branch.authToken, { httpClient });
  const { phoneNumber } = await other.incomingPhoneNumbers.create({ phoneNumber: "+15005550009" });
  await send(phoneNumber, withCredentials, other);
  expect((await phone.receives()).media).toMatchObject([{ contentType: "image/png" }]);

  const refused = await send(phoneNumber, url, other);
  const code = async () => (await other.messages(refused.sid).fetch()).errorCode;
  await expect.poll(code).toBe(11200);

  const absent = await send(ourNumber, url.replace(/ME[0-9a-f]+$/, `ME${"0".repeat(32)}`));
  const story = async () => (await platform.explain(absent.sid)).map(({ sentence }) => sentence);
  await expect
    .poll(story)
    .toContainEqual(expect.stringContaining("No credentials were sent: the URL has none."));
});

import { createLocalApp, startPlatform } from "@repartee/platform";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { deadPort, startApp } from "./support/app.ts";
import { phone } from "./support/phone.ts";
import { photo } from "./support/pictures.ts";
import { handset, ourNumber } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

// An app that ignores its assigned port: URLs are configured with that port, and lead to another one.

const asked: string[] = [];
afterEach(() => asked.splice(0));

async function foundElsewhere() {
  const assumed = `http://localhost:${await deadPort()}`;
  const real = await startApp((req, res) => {
    asked.push(`${req.method} ${req.url}`);
    if (req.url === "/picture.jpg")
      return void res.setHeader("Content-Type", "image/jpeg").end(picture);
    res.setHeader("Content-Type", "text/plain").end("Found");
  });
  const picture = await photo(1, 60, 40);
  const app = createLocalApp({ assumedOrigin: assumed });
  const numbers = [
    { address: ourNumber, webhookUrl: `${assumed}/sms`, fallbackUrl: `${assumed}/sorry` },
    { address: "81505", webhookUrl: `${assumed}/sms` },
  ];
  const platform = await startPlatform({ port: 0, numbers, app });
  onTestFinished(() => platform.close());
  app.listensAt(real);
  return { platform, app, assumed, real, client: twilioClient(platform) };
}

test("the REST API says where each URL of the app leads", async () => {
  const { assumed, real, client } = await foundElsewhere();
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: ourNumber });
  expect(number).toMatchObject({ smsUrl: `${real}/sms`, smsFallbackUrl: `${real}/sorry` });
  const changed = await client
    .incomingPhoneNumbers(number?.sid ?? "")
    .update({ statusCallback: `${assumed}/status?a=1` });
  expect(changed).toMatchObject({ smsUrl: `${real}/sms`, statusCallback: `${real}/status?a=1` });

  const [shortCode] = await client.shortCodes.list();
  expect(shortCode).toMatchObject({ smsUrl: `${real}/sms`, smsFallbackUrl: "" });

  const application = await client.applications.create({
    smsUrl: `${assumed}/app`,
    messageStatusCallback: `${assumed}/status`,
    smsFallbackUrl: "https://elsewhere.example/sms",
  });
  expect(application).toMatchObject({
    smsUrl: `${real}/app`,
    messageStatusCallback: `${real}/status`,
    smsStatusCallback: `${real}/status`,
    smsFallbackUrl: "https://elsewhere.example/sms",
  });

  const service = await client.messaging.v1.services.create({
    friendlyName: "Shop",
    inboundRequestUrl: `${assumed}/in`,
    fallbackUrl: `${assumed}/sorry`,
    statusCallback: `${assumed}/status`,
  });
  expect(await client.messaging.v1.services(service.sid).fetch()).toMatchObject({
    inboundRequestUrl: `${real}/in`,
    fallbackUrl: `${real}/sorry`,
    statusCallback: `${real}/status`,
  });

  const trigger = await client.usage.triggers.create({
    callbackUrl: `${assumed}/usage`,
    triggerValue: "5",
    usageCategory: "sms",
  });
  expect(trigger.callbackUrl).toBe(`${real}/usage`);
});

test("a URL leads to the new port once the app listens there", async () => {
  const { app, client } = await foundElsewhere();
  app.listensAt("http://localhost:3000");
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: ourNumber });
  expect(number?.smsUrl).toBe("http://localhost:3000/sms");
});

test("page, webhooks, media and status callbacks use the same location", async () => {
  const { platform, assumed, real, client } = await foundElsewhere();
  const person = phone(platform.url, handset);
  await person.sends(ourNumber, "Hi");
  await person.receives(({ body }) => body === "Found");

  const sent = await client.messages.create({
    from: ourNumber,
    to: handset,
    body: "Look",
    mediaUrl: [`${assumed}/picture.jpg`],
    statusCallback: `${assumed}/status`,
  });
  const { media } = await person.receives(({ body }) => body === "Look");
  expect(media).toMatchObject([{ content_type: "image/jpeg" }]);
  await expect.poll(() => asked).toContain("POST /status");
  expect(asked.slice(0, 2)).toEqual(["POST /sms", "GET /picture.jpg"]);

  const get = async (path: string) => (await fetch(`${platform.url}/emulator/v1${path}`)).json();
  const seen = { sid: sent.sid, status_callback: `${real}/status` };
  expect(await get("/exchanges")).toMatchObject({
    exchanges: expect.arrayContaining([
      expect.objectContaining({ messages: [expect.objectContaining(seen)] }),
    ]),
  });
  expect(await get("/config")).toMatchObject({ webhook_url: `${real}/sms` });
});

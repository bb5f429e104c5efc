import { startPlatform, type TestPlatformOptions } from "@repartee/testkit";
import sharp from "sharp";
import twilio from "twilio";
import { expect, onTestFinished, test } from "vitest";
import { handset, ourNumber } from "./support/platform.ts";

/** A platform that has got a picture, and the URL that its webhook was given. */
async function withPicture(options: TestPlatformOptions = {}) {
  let mediaUrl = "";
  const platform = await startPlatform({
    ...options,
    webhook: async (request) => {
      mediaUrl = new URLSearchParams(await request.text()).get("MediaUrl0") ?? "";
      return new Response(null, { status: 204 });
    },
  });
  onTestFinished(() => platform.close());
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } })
    .png()
    .toBuffer();
  const phone = platform.phone(handset);
  const sent = await phone.sends({ body: "Look", media: [bytes] });
  await sent.exchange();
  const { sid, authToken } = platform.account;
  const headers = { Authorization: `Basic ${btoa(`${sid}:${authToken}`)}` };
  const notices = async () => (await sent.exchange()).notices.map(({ code }) => code);
  return { platform, phone, mediaUrl, bytes, headers, sent, notices };
}

test("media that is requested without credentials is a notice with the remedy, and an alert", async () => {
  const { platform, mediaUrl, sent, notices } = await withPicture();
  expect((await fetch(mediaUrl)).status).toBe(401);
  expect((await fetch(mediaUrl)).status).toBe(401);
  await expect.poll(notices, { timeout: 5_000 }).toEqual([20003]);
  expect((await sent.exchange()).notices[0]).toMatchObject({
    sentence: "The app requested media of this message without credentials, and got 401.",
    advice: expect.stringContaining("media.openAccess"),
  });
  const alerts = () => platform.client(twilio).monitor.v1.alerts.list();
  await expect.poll(alerts).toMatchObject([{ errorCode: "20003", resourceSid: sent.sid }]);
});

test("a client that waits for the challenge, and wrong credentials, make no notice", async () => {
  const { platform, mediaUrl, headers, notices } = await withPicture({ clock: "virtual" });
  expect((await fetch(mediaUrl)).headers.get("www-authenticate")).toContain("Basic");
  expect((await fetch(mediaUrl, { headers })).status).toBe(200);
  const wrong = { Authorization: `Basic ${btoa("me:wrong")}` };
  expect((await fetch(mediaUrl, { headers: wrong })).status).toBe(401);
  await platform.clock.advance(2_000);
  expect(await notices()).toEqual([]);
});

test("open media need no credentials; everything else does", async () => {
  const { platform, phone, mediaUrl, bytes, headers, notices } = await withPicture({
    media: { openAccess: true },
  });
  const fetched = await fetch(mediaUrl);
  expect(fetched.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(bytes);
  const closed = [`${mediaUrl}.json`, mediaUrl.replace(/\/ME\w+$/, ".json")];
  for (const url of closed) expect((await fetch(url)).status).toBe(401);
  expect((await fetch(mediaUrl, { method: "DELETE" })).status).toBe(401);
  expect((await fetch(mediaUrl.replace(/Accounts\/AC\w{4}/, "Accounts/AC0000"))).status).toBe(401);
  expect((await fetch(`${mediaUrl}`, { headers })).status).toBe(200);
  expect(await notices()).toEqual([]);

  const client = platform.client(twilio);
  await client.messages.create({ from: ourNumber, to: handset, mediaUrl: [mediaUrl] });
  expect((await phone.receives()).media).toMatchObject([{ contentType: "image/png" }]);
});

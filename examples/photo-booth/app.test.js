// @ts-check
// The photo booth tested as a person sees it: node --test
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startPlatform } from "@repartee/testkit";
import sharp from "sharp";
import { photoBooth } from "./app.js";

/** @type {import("@repartee/testkit").TestPlatform} */
let platform;

before(async () => {
  platform = await startPlatform();
  const { account, appUrl, url } = platform;
  platform.serve(
    photoBooth({
      accountSid: account.sid,
      authToken: account.authToken,
      publicUrl: appUrl,
      providerOrigin: url,
    }),
  );
});

after(() => platform.close());

/** A picture as a phone takes it, stored on its side. */
function photo() {
  return sharp({ create: { width: 400, height: 600, channels: 3, background: "#c33" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

test("one picture comes back upright, in a frame", async () => {
  const phone = platform.phone("+14155550100");
  await phone.sends({ body: "Holiday", media: [await photo()] });
  const { body, media } = await phone.receives();
  assert.equal(body, "Looking good!");
  assert.equal(media.length, 1);
  const { format, width, height } = await sharp(media[0]?.bytes).metadata();
  assert.deepEqual({ format, width, height }, { format: "jpeg", width: 1160, height: 900 });
});

test("several pictures come back on one sheet", async () => {
  const phone = platform.phone("+14155550101");
  await phone.sends({ media: [await photo(), await photo(), await photo()] });
  const { media } = await phone.receives({ matching: "Looking good" });
  assert.deepEqual(
    media.map(({ contentType }) => contentType),
    ["image/jpeg"],
  );
});

test("a text gets an explanation, from another document", async () => {
  const phone = platform.phone("+14155550102");
  const sent = await phone.sends("What is this?");
  const { body } = await phone.receives();
  assert.equal(body, "Send me a picture and I will frame it for you.");
  const { requests } = await sent.exchange();
  assert.deepEqual(
    requests.map(({ url }) => new URL(url).pathname),
    ["/sms", "/help"],
  );
});

test("a damaged picture is said to be one", async () => {
  const phone = platform.phone("+14155550103");
  await phone.sends({ media: [(await photo()).subarray(0, 700)] });
  await phone.receives({ matching: /damaged/ });
});

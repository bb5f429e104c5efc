import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { startPlatform, type TestPlatform } from "@repartee/testkit";
import sharp from "sharp";
import twilio from "twilio";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

/** A photo of some megabytes, as a camera makes it. */
async function photo(): Promise<Buffer> {
  const noise = { type: "gaussian" as const, mean: 128, sigma: 30 };
  return sharp({ create: { width: 2400, height: 1800, channels: 3, background: "#000", noise } })
    .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

let files: Server;
let large: Buffer;
let origin = "";
beforeAll(async () => {
  large = await photo();
  const content: Readonly<Record<string, readonly [string, Buffer]>> = {
    "/photo.jpg": ["image/jpeg", large],
    "/film.mp4": ["video/mp4", Buffer.concat([Buffer.from(ftyp), Buffer.alloc(900_000)])],
  };
  files = createServer(({ url = "" }, res) => {
    const [type, bytes] = content[url] ?? [];
    if (type === undefined) return void res.writeHead(404).end();
    res.setHeader("Content-Type", type).end(bytes);
  });
  await once(files.listen(0, "127.0.0.1"), "listening");
  const address = files.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => void files.close());

const ftyp = "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom";

let platform: TestPlatform;
afterEach(() => platform.close());

async function send(mediaUrl: readonly string[], from?: string) {
  platform = await startPlatform(from === undefined ? {} : { numbers: [from] });
  const phone = platform.phone("+14155550101");
  const { sid } = await platform.client(twilio).messages.create({
    from: platform.numbers[0],
    to: phone.number,
    body: "Look",
    mediaUrl: [...mediaUrl],
  });
  return { phone, sid };
}

test("a photo of megabytes arrives under the carrier's limit, without its place", async () => {
  expect(large.length).toBeGreaterThan(1_500_000);
  const { phone, sid } = await send([`${origin}/photo.jpg`], "+18885550100");
  const { media } = await phone.receives({ timeout: 15_000 });
  const [picture] = media;
  expect(picture?.contentType).toBe("image/jpeg");
  expect(picture?.bytes.length).toBeLessThanOrEqual(600_000);
  expect(picture?.bytes.length).toBeGreaterThan(540_000);
  const { exif } = await sharp(picture?.bytes).metadata();
  expect(exif).toBeUndefined();
  const story = (await platform.explain(sid)).map(({ sentence }) => sentence);
  expect(story.join("\n")).toMatch(/image\/jpeg of \d+ bytes: now image\/jpeg of \d+ bytes/);
});

test("for a film that nothing here makes smaller a link arrives, and the story says why", async () => {
  const { phone, sid } = await send([`${origin}/film.mp4`], "+18885550100");
  const { body, media } = await phone.receives({ timeout: 15_000 });
  expect(body).toBe(`Look\n${origin}/film.mp4`);
  expect(media).toEqual([]);
  const story = (await platform.explain(sid)).map(({ sentence }) => sentence);
  expect(story.join("\n")).toMatch(/(convertible here|damaged).*A link goes in its place\./);
});

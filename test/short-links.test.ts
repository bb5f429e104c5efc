import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { startPlatform, type TestPlatform } from "@repartee/testkit";
import sharp from "sharp";
import twilio from "twilio";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

let files: Server;
let origin = "";
let platform: TestPlatform;
beforeAll(async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "red" } })
    .png()
    .toBuffer();
  files = createServer(({ url }, res) =>
    url === "/card"
      ? void res.setHeader("Content-Type", "text/vcard").end("BEGIN:VCARD\nEND:VCARD\n")
      : void res.setHeader("Content-Type", "image/png").end(picture),
  );
  await once(files.listen(0, "127.0.0.1"), "listening");
  const address = files.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => void files.close());
afterEach(() => platform.close());

test("a picture to Germany arrives as a link, and the link shows the picture", async () => {
  platform = await startPlatform();
  const phone = platform.phone("+4915112345678");
  const sent = await platform.client(twilio).messages.create({
    from: platform.numbers[0],
    to: phone.number,
    body: "Look",
    mediaUrl: [`${origin}/picture`, `${origin}/card`],
  });
  expect(sent).toMatchObject({ sid: expect.stringMatching(/^MM/), numMedia: "2" });
  const { body, media } = await phone.receives();
  expect(media).toEqual([]);
  const [text, picture = "", card = ""] = body.split("\n");
  expect(text).toBe("Look");
  expect(picture).toMatch(new RegExp(`^${platform.url}/m/[A-Za-z0-9]{7}$`));

  const page = await fetch(picture);
  expect(page.status).toBe(200);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await page.text()).toContain(`<img src="${new URL(picture).pathname}/media"`);
  const shown = await fetch(`${picture}/media`);
  expect(shown.headers.get("content-type")).toBe("image/png");
  expect(await sharp(await shown.arrayBuffer()).metadata()).toMatchObject({ width: 40 });
  expect(await (await fetch(card)).text()).toContain("Save the file");
  expect((await fetch(`${card}/media`)).headers.get("content-disposition")).toMatch(/^attachment/);
  for (const path of ["/m/nothing", "/m/nothing/media"])
    expect((await fetch(`${platform.url}${path}`)).status).toBe(404);
});

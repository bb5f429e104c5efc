import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { expect, test } from "vitest";
import { repartee, running } from "./support/command.ts";
import { finishedExchange, phone } from "./support/phone.ts";
import { colourAt, photo, photoFile } from "./support/pictures.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";

const app = fileURLToPath(new URL("../examples/photo-booth/app.js", import.meta.url));

test("the photo booth frames one picture, puts several on a sheet, and explains itself", async () => {
  const command = repartee([
    "dev",
    "--port",
    "0",
    "--data",
    await temporaryFolder(),
    "--",
    process.execPath,
    app,
  ]);
  const { url } = await running(command);
  const person = phone(url, handset);
  const picture = async (path = "") =>
    new Uint8Array(await (await fetch(new URL(path, url))).arrayBuffer());
  let answered = 0;
  const answer = async () => {
    answered += 1;
    const replies = new Set<string>();
    return person.receives(({ sid }) => replies.add(sid).size === answered);
  };

  await person.sends(ourNumber, "Hi & <bye>", [await photoFile("a.jpg", 6)]);
  const framed = await answer();
  expect(framed).toMatchObject({ body: "Looking good!", media: [{ content_type: "image/jpeg" }] });
  const bytes = await picture(framed.media[0]?.url);
  const { width, height, exif } = await sharp(bytes).metadata();
  expect([width, height, exif]).toEqual([1160, 900, undefined]);
  const [red, , blue] = await colourAt(bytes, 0.5, 0.2);
  expect(red).toBeGreaterThan(180);
  expect(blue).toBeLessThan(80);

  await person.sends(ourNumber, "", [await photoFile(), await photoFile(), await photoFile()]);
  const sheet = await answer();
  expect(await sharp(await picture(sheet.media[0]?.url)).metadata()).toMatchObject({
    width: 780,
    height: 780,
  });

  const asked = await person.sends(ourNumber, "What is this?");
  expect((await answer()).body).toBe("Send me a picture and I will frame it for you.");
  const { verbs, requests } = await finishedExchange(url, asked.exchange_sid);
  expect(verbs.map(({ kind }) => kind)).toEqual(["redirect", "message"]);
  expect(requests.map(({ url: asking }) => new URL(asking).pathname)).toEqual(["/sms", "/help"]);

  // The first bytes of an iPhone picture; no HEIC can be opened here.
  const heic = Buffer.concat([
    Buffer.from([0, 0, 0, 24]),
    Buffer.from("ftypheic\0\0\0\0mif1heic"),
    Buffer.alloc(64),
  ]);
  await person.sends(ourNumber, "", [new File([heic], "a.heic", { type: "image/heic" })]);
  expect((await answer()).body).toBe("Sorry, I cannot open image/heic. A JPEG or a PNG will do.");

  const cut = (await photo()).subarray(0, 2_000);
  await person.sends(ourNumber, "", [
    new File([new Uint8Array(cut)], "cut.jpg", { type: "image/jpeg" }),
  ]);
  expect((await answer()).body).toBe("Sorry, that picture is damaged. Please send it once more.");
});

import sharp from "sharp";
import { expect, test } from "vitest";
import { contactSheet, fit, sniffType, thumbnail } from "../index.ts";

/** Noise over a gradient, red on top: hard to compress, and up is up. */
async function photo(width: number, height: number, orientation = 1): Promise<Buffer> {
  const noise = await sharp({
    create: {
      width,
      height,
      channels: 3,
      background: "#000",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer();
  const top = await sharp({
    create: { width, height: height >> 1, channels: 3, background: "#e00" },
  })
    .png()
    .toBuffer();
  const upright = await sharp(noise)
    .composite([{ input: top, gravity: "north" }])
    .png()
    .toBuffer();
  // Orientation 6 says: turn me a quarter clockwise. So the stored picture is turned the other way.
  const stored = orientation === 6 ? sharp(upright).rotate(-90) : sharp(upright);
  return stored
    .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" } })
    .withMetadata({ orientation })
    .jpeg({ quality: 95 })
    .toBuffer();
}

async function colourAt(bytes: Uint8Array, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at =
    (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) *
    info.channels;
  return [...data.subarray(at, at + 3)];
}

test("fit: under the limit and near it, upright, without metadata", async () => {
  const picture = await photo(800, 600, 6);
  expect((await sharp(picture).metadata()).exif).toBeDefined();
  const fitted = await fit(picture, { maxBytes: 150_000 });
  expect(fitted.bytes.length).toBeLessThanOrEqual(150_000);
  expect(fitted.bytes.length).toBeGreaterThan(100_000);
  expect(fitted).toMatchObject({ contentType: "image/jpeg", width: 800, height: 600 });
  const metadata = await sharp(fitted.bytes).metadata();
  expect(metadata.exif).toBeUndefined();
  expect(metadata.orientation).toBeUndefined();
  const [red = 0, green = 255] = await colourAt(fitted.bytes, 0.5, 0.25);
  expect(red).toBeGreaterThan(180);
  expect(green).toBeLessThan(60);
});

test("fit: the picture shrinks when quality alone does not do", async () => {
  const fitted = await fit(await photo(1200, 900), { maxBytes: 20_000 });
  expect(fitted.bytes.length).toBeLessThanOrEqual(20_000);
  expect(fitted.width).toBeLessThan(1200);
  expect(fitted.width / fitted.height).toBeCloseTo(4 / 3, 1);
  await expect(fit(await photo(64, 64), { maxBytes: 100 })).rejects.toMatchObject({
    code: "image_too_large",
  });
});

test("thumbnail and contact sheet are upright", async () => {
  const picture = await photo(400, 400, 6);
  const small = await thumbnail(picture, { width: 80, height: 60 });
  expect(small).toMatchObject({ width: 80, height: 60 });
  expect((await colourAt(small.bytes, 0.5, 0.1))[0]).toBeGreaterThan(180);
  const sheet = await contactSheet([picture, picture, picture], {
    cell: 100,
    gap: 10,
    background: "#00f",
  });
  expect(sheet).toMatchObject({ width: 230, height: 230 });
  expect((await colourAt(sheet.bytes, 0.25, 0.1))[0]).toBeGreaterThan(180);
  expect((await colourAt(sheet.bytes, 0.9, 0.9))[2]).toBeGreaterThan(180);
});

test("what cannot be read is a clear error", async () => {
  const broken = (await photo(300, 300)).subarray(0, 4_000);
  for (const bytes of [broken, Buffer.from("not a picture"), Buffer.alloc(0)]) {
    await expect(fit(bytes, { maxBytes: 10_000 })).rejects.toMatchObject({
      code: "image_unreadable",
    });
    await expect(thumbnail(bytes, { width: 10, height: 10 })).rejects.toMatchObject({
      code: "image_unreadable",
    });
    await expect(contactSheet([bytes])).rejects.toMatchObject({ code: "image_unreadable" });
  }
});

test("types are told from bytes", async () => {
  expect(await sniffType(await photo(8, 8))).toBe("image/jpeg");
  expect(await sniffType(Buffer.from("BEGIN:VCARD\nVERSION:3.0\nEND:VCARD"))).toBe("text/vcard");
  expect(await sniffType(Buffer.from("BEGIN:VCALENDAR\n"))).toBe("text/calendar");
  expect(await sniffType(Buffer.from("#!AMR\n\u0000\u0000"))).toBe("audio/amr");
  expect(await sniffType(Buffer.from('<!-- x --><svg xmlns="http://www.w3.org/2000/svg">'))).toBe(
    "image/svg+xml",
  );
  expect(await sniffType(Buffer.from("  <html><body>"))).toBe("text/html");
  expect(await sniffType(Buffer.from("just text"))).toBeUndefined();
});

import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { fit, image, probe, thumbnail } from "../index.ts";
import { distance, scene } from "../test/real-pictures.fixture.ts";

/** A TIFF of several pages, each of its own size; they stand one after the other in the file. */
function tiff(pages: readonly (readonly [width: number, height: number, grey: number])[]): Buffer {
  const parts: Buffer[] = [Buffer.from("II*\0\0\0\0\0", "latin1")];
  let [length, pointer] = [8, { buffer: parts[0], at: 4 }];
  for (const [width, height, grey] of pages) {
    const entries = [
      [256, width],
      [257, height],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, length],
      [277, 1],
      [278, height],
      [279, width * height],
    ];
    const directory = Buffer.alloc(2 + entries.length * 12 + 4);
    directory.writeUInt16LE(entries.length);
    for (const [index, [tag = 0, value = 0]] of entries.entries()) {
      directory.writeUInt16LE(tag, 2 + index * 12);
      directory.writeUInt16LE(4, 4 + index * 12);
      directory.writeUInt32LE(1, 6 + index * 12);
      directory.writeUInt32LE(value, 10 + index * 12);
    }
    const pixels = Buffer.alloc(width * height + ((width * height) % 2), grey);
    pointer.buffer?.writeUInt32LE(length + pixels.length, pointer.at);
    pointer = { buffer: directory, at: directory.length - 4 };
    parts.push(pixels, directory);
    length += pixels.length + directory.length;
  }
  return Buffer.concat(parts);
}

describe("of a still with several pages, the first is read", () => {
  test.each([
    [
      "a fax",
      tiff([
        [400, 520, 250],
        [400, 520, 120],
        [400, 520, 10],
      ]),
      3,
    ],
    [
      "a scan with a small copy",
      tiff([
        [400, 520, 250],
        [40, 52, 250],
      ]),
      2,
    ],
    [
      "a scan with a larger second page",
      tiff([
        [40, 52, 250],
        [400, 520, 250],
      ]),
      2,
    ],
    ["one page", tiff([[60, 40, 250]]), 1],
  ])("%s", async (_, bytes, pages) => {
    const { width, height } = await sharp(bytes).metadata();
    const clean = await image(bytes);
    expect(clean).toMatchObject({ contentType: "image/jpeg", width, height, pages });
    expect(await sharp(clean.bytes).metadata()).toMatchObject({ width, height });
    expect(clean.bytes.length).toBeGreaterThan(0);
    const { data } = await sharp(clean.bytes)
      .greyscale()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data.every((grey) => Math.abs(grey - 250) < 3)).toBe(true);
    const fitted = await fit(bytes, { maxBytes: 20_000 });
    expect(fitted).toMatchObject({ contentType: "image/jpeg", width, height });
    expect(fitted.steps.includes(`first of ${pages} pages`)).toBe(pages > 1);
    expect(await probe(bytes)).toMatchObject({ width, height, frames: 1 });
    expect((await probe(bytes)).pages ?? 1).toBe(pages);
    expect(await thumbnail(bytes, { width: 20, height: 20 })).toMatchObject({ width: 20 });
  });
});

describe("a JPEG that lost its end", () => {
  const kinds = [
    ["baseline", { progressive: false }],
    ["progressive", { progressive: true }],
  ] as const;
  test.each(kinds)("%s: is read where phones show it", async (_, options) => {
    const whole = await (await scene(800, 600, 12)).jpeg({ quality: 90, ...options }).toBuffer();
    const twoPercent = Math.floor(whole.length * 0.02);
    for (const lost of [1, 2, 3, 40, twoPercent]) {
      const cut = whole.subarray(0, whole.length - lost);
      const clean = await image(cut);
      expect(clean, `${lost} bytes`).toMatchObject({ width: 800, height: 600 });
      expect(await distance(clean.bytes, whole), `${lost} bytes`).toBeLessThan(6);
      expect(await fit(cut, { maxBytes: 20_000 })).toMatchObject({ contentType: "image/jpeg" });
    }
  });

  test("a small one is read too; one that lost half of its rows is damaged", async () => {
    const small = await (await scene(16, 16)).jpeg().toBuffer();
    expect(await image(small.subarray(0, -2))).toMatchObject({ width: 16, height: 16 });
    const whole = await (await scene(800, 600, 12)).jpeg({ quality: 90 }).toBuffer();
    const half = whole.subarray(0, whole.length / 2);
    await expect(image(half)).rejects.toMatchObject({ code: "image_unreadable" });
  });
});

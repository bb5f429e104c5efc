import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { contactSheet, fit, image, thumbnail } from "../index.ts";
import { heic } from "../test/heic.fixture.ts";
import { animation, distance, scene, turned } from "../test/real-pictures.fixture.ts";

/** What nobody sees: of 255, on the mean. */
const UNSEEN = 4;

let upright: Buffer;
let photo: Buffer;
beforeAll(async () => {
  upright = await (await scene(400, 300)).png().toBuffer();
  photo = await (await scene(1600, 1200, 12)).jpeg({ quality: 95 }).toBuffer();
});

describe.each([1, 2, 3, 4, 5, 6, 7, 8])("a JPEG of orientation %i", (orientation) => {
  test("is upright, without place and metadata, in every function", async () => {
    const picture = await turned(await scene(400, 300), orientation);
    expect((await sharp(picture).metadata()).orientation).toBe(orientation);

    const clean = await image(picture);
    expect(clean).toMatchObject({
      contentType: "image/jpeg",
      width: 400,
      height: 300,
      wasTurned: orientation > 1,
      removed: ["exif", "gps", "icc"],
    });
    const fitted = await fit(picture, { maxBytes: 12_000 });
    expect(fitted).toMatchObject({ width: 400, height: 300, removed: ["exif", "gps", "icc"] });
    const small = await thumbnail(picture, { width: 200, height: 150 });
    const sheet = await contactSheet([picture], { cell: 150, gap: 0 });
    for (const { bytes } of [clean, fitted, small]) {
      const metadata = await sharp(bytes).metadata();
      expect([metadata.exif, metadata.orientation]).toEqual([undefined, undefined]);
      expect(await distance(bytes, upright)).toBeLessThan(UNSEEN);
    }
    expect((await sharp(sheet.bytes).metadata()).exif).toBeUndefined();
  });
});

test("metadata stays when it is asked for", async () => {
  const kept = await image(await turned(await scene(80, 60), 1), { keepMetadata: true });
  expect(kept.removed).toEqual([]);
  expect((await sharp(kept.bytes).metadata()).exif).toBeDefined();
});

describe("what cameras, scanners and pages make", () => {
  test("a progressive JPEG", async () => {
    const progressive = await sharp(upright).jpeg({ progressive: true, quality: 95 }).toBuffer();
    const fitted = await fit(progressive, { maxBytes: 12_000 });
    expect(await distance(fitted.bytes, upright)).toBeLessThan(UNSEEN);
  });

  test("a CMYK JPEG comes out in the colours of a screen", async () => {
    const cmyk = await sharp(upright).toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe("cmyk");
    const expected = await sharp(cmyk).toColourspace("srgb").png().toBuffer();
    for (const made of [await image(cmyk), await fit(cmyk, { maxBytes: 12_000 })]) {
      expect((await sharp(made.bytes).metadata()).space).toBe("srgb");
      expect(await distance(made.bytes, expected)).toBeLessThan(UNSEEN);
    }
  });

  test("a PNG of 16 bits a channel", async () => {
    const deep = await sharp(upright).toColourspace("rgb16").png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe("ushort");
    const fitted = await fit(deep, { maxBytes: 100_000 });
    expect(fitted.contentType).toBe("image/png");
    expect(await distance(fitted.bytes, upright)).toBeLessThan(UNSEEN);
  });

  test("a grey JPEG stays grey", async () => {
    const grey = await sharp(upright).greyscale().jpeg().toBuffer();
    const fitted = await fit(grey, { maxBytes: 8_000 });
    expect(await distance(fitted.bytes, grey)).toBeLessThan(UNSEEN);
  });

  test("a HEIC becomes an upright JPEG without its place", async () => {
    const expected = await sharp({
      create: { width: 96, height: 64, channels: 3, background: "#0000dc" },
    })
      .composite([
        {
          input: { create: { width: 96, height: 32, channels: 3, background: "#dc0000" } },
          gravity: "north",
        },
      ])
      .png()
      .toBuffer();
    const clean = await image(heic);
    expect(clean).toMatchObject({ contentType: "image/jpeg", width: 96, height: 64 });
    expect(clean.removed).toEqual(["exif", "gps"]);
    const fitted = await fit(heic, { maxBytes: 5_000 });
    for (const { bytes } of [clean, fitted, await thumbnail(heic, { width: 96, height: 64 })])
      expect(await distance(bytes, expected)).toBeLessThan(2 * UNSEEN);
  });

  test("a HEIC that was cut off, or is too large, is an error", async () => {
    await expect(image(heic.subarray(0, 430))).rejects.toMatchObject({ code: "image_unreadable" });
    await expect(image(heic, { maxInputPixels: 100 })).rejects.toMatchObject({
      code: "image_too_large",
    });
    await expect(image(heic, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});

describe("fit", () => {
  test.each([30_000, 60_000, 120_000, 250_000, 500_000])(
    "a photo under %i bytes comes as near to it as it can",
    async (maxBytes) => {
      const fitted = await fit(photo, { maxBytes });
      const { width, height, bytes, steps } = fitted;
      expect(bytes.length).toBeLessThanOrEqual(maxBytes);
      expect(width / height).toBeCloseTo(4 / 3, 1);
      expect(await distance(bytes, photo)).toBeLessThan(UNSEEN);
      if (bytes.length >= maxBytes * 0.95) return;
      // Not near: then all pixels are there, and one quality more is too much.
      expect(width).toBe(1600);
      const quality = Number(steps.join().match(/quality (\d+)/)?.[1]);
      const next = await sharp(photo)
        .jpeg({ quality: quality + 1 })
        .toBuffer();
      expect(next.length).toBeGreaterThan(maxBytes);
    },
  );

  test("a photo with room to spare keeps all its pixels at the best quality", async () => {
    const fitted = await fit(photo, { maxBytes: 5_000_000 });
    expect(fitted).toMatchObject({ width: 1600, height: 1200, steps: ["quality 95"] });
  });

  test("pixels are capped when that is asked for", async () => {
    const fitted = await fit(photo, { maxBytes: 5_000_000, maxPixels: 640 * 480 });
    expect(fitted.width * fitted.height).toBeLessThanOrEqual(640 * 480);
    expect(fitted.width).toBeGreaterThan(630);
  });

  test("a photo becomes a WebP where only that is taken", async () => {
    const fitted = await fit(photo, { maxBytes: 60_000, types: ["image/webp"] });
    expect(fitted.contentType).toBe("image/webp");
    expect(fitted.bytes.length).toBeLessThanOrEqual(60_000);
    expect(await distance(fitted.bytes, photo)).toBeLessThan(UNSEEN);
  });

  test("a transparent PNG stays transparent, and flat where that cannot be", async () => {
    const badge = await sharp(upright)
      .ensureAlpha()
      .composite([
        {
          input: Buffer.from(
            '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><circle cx="200" cy="150" r="140"/></svg>',
          ),
          blend: "dest-in",
        },
      ])
      .png()
      .toBuffer();
    const fitted = await fit(badge, { maxBytes: 4_000 });
    expect(fitted.contentType).toBe("image/png");
    expect((await sharp(fitted.bytes).metadata()).hasAlpha).toBe(true);
    const flat = await fit(badge, { maxBytes: 6_000, types: ["image/jpeg"] });
    expect(flat.contentType).toBe("image/jpeg");
    for (const { bytes } of [fitted, flat])
      expect(await distance(bytes, badge)).toBeLessThan(2 * UNSEEN);
  });

  test("a PNG drawing that fits keeps every pixel; a photo in a PNG becomes a JPEG", async () => {
    const fitted = await fit(upright, { maxBytes: 200_000 });
    expect(fitted.contentType).toBe("image/png");
    expect(await distance(fitted.bytes, upright)).toBe(0);
    const heavy = await sharp(photo).png().toBuffer();
    expect((await fit(heavy, { maxBytes: 200_000 })).contentType).toBe("image/jpeg");
  });

  test.each(["gif", "webp"] as const)("an animated %s keeps moving", async (type) => {
    const moving = await animation(type);
    const contentType = `image/${type}`;
    const whole = await fit(moving, { maxBytes: 400_000, types: [contentType] });
    const metadata = await sharp(whole.bytes, { animated: true }).metadata();
    expect(metadata).toMatchObject({ pages: 12, pageHeight: 120, width: 160 });
    expect(await distance(whole.bytes, moving)).toBeLessThan(UNSEEN);

    const tight = await fit(moving, { maxBytes: whole.bytes.length / 3, types: [contentType] });
    const { pages = 1, delay = [] } = await sharp(tight.bytes, { animated: true }).metadata();
    expect(tight.bytes.length).toBeLessThanOrEqual(whole.bytes.length / 3);
    expect(pages).toBeGreaterThan(1);
    // Frames that were left out are shown by those before them: it lasts as long as it did.
    expect(delay.slice(0, pages).reduce((sum, one) => sum + one, 0)).toBe(600);
  });

  test("an animation becomes its first frame where nothing moves", async () => {
    const still = await fit(await animation("gif"), { maxBytes: 50_000, types: ["image/jpeg"] });
    expect(still).toMatchObject({ contentType: "image/jpeg", width: 160, height: 120 });
  });

  test("it stops when it is told to, and says when no type will do", async () => {
    const reason = new Error("no more");
    await expect(fit(photo, { maxBytes: 1_000, signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
    await expect(fit(photo, { maxBytes: 1_000, types: ["audio/amr"] })).rejects.toMatchObject({
      code: "image_type_unavailable",
    });
  });
});

test("of a GIF that was cut off, the frames that came are kept", async () => {
  const bytes = await animation("gif");
  const whole = await image(bytes.subarray(0, bytes.length * 0.6));
  const { pages = 1 } = await sharp(whole.bytes, { animated: true }).metadata();
  expect(pages).toBeGreaterThan(3);
  expect(pages).toBeLessThan(12);
});

test("other files that were cut off are errors", async () => {
  const whole = [
    photo,
    upright,
    await animation("webp"),
    await sharp(upright).webp().toBuffer(),
    await sharp(upright).tiff().toBuffer(),
  ];
  for (const bytes of whole) {
    const cut = bytes.subarray(0, bytes.length * 0.6);
    await expect(image(cut), bytes.toString("latin1", 0, 4)).rejects.toMatchObject({
      code: "image_unreadable",
    });
  }
});

import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { fit } from "../index.ts";
import { distance, scene } from "../test/real-pictures.fixture.ts";

/** 3.4 million pixels: large enough for the standard Huffman tables. */
const [width, height] = [2_160, 1_590];
const kinds = ["soft grain", "strong grain"] as const;

const photos = new Map<string, Buffer>();
beforeAll(async () => {
  for (const [index, kind] of kinds.entries()) {
    const painted = await scene(width, height, 10 + index * 10);
    photos.set(kind, await painted.jpeg({ quality: 93 }).toBuffer());
  }
}, 120_000);

describe.each(kinds)("a large photo with %s", (kind) => {
  test.each([450_000, 600_000, 800_000])("comes near to %i bytes", async (maxBytes) => {
    const photo = photos.get(kind) ?? Buffer.alloc(0);
    const { bytes, contentType, steps } = await fit(photo, { maxBytes });
    expect(contentType).toBe("image/jpeg");
    expect(bytes.length).toBeLessThanOrEqual(maxBytes);
    expect(await distance(bytes, photo)).toBeLessThan(4);
    const quality = Number(steps.join().match(/quality (\d+)/)?.[1]);
    expect(quality).toBeGreaterThanOrEqual(60);
    if (bytes.length >= maxBytes * 0.95) return;
    // Not near: then one quality more is too much.
    const next = await sharp(photo)
      .jpeg({ quality: quality + 1 })
      .toBuffer();
    expect(next.length).toBeGreaterThan(maxBytes);
  });
});

test("flat graphics keep the tables made for them, which halve their size", async () => {
  const flat = await (await scene(width, height)).jpeg({ quality: 95 }).toBuffer();
  const { bytes, steps } = await fit(flat, { maxBytes: 600_000 });
  expect(steps).toEqual(["quality 95"]);
  expect(bytes.length).toBe((await sharp(flat).jpeg({ quality: 95 }).toBuffer()).length);
});

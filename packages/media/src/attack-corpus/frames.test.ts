import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { fit, image, probe, thumbnail } from "../index.ts";
import { gifComment, gifOf, webpOf } from "./frames.fixture.ts";

/** Milliseconds of a processor that work takes, on all threads. */
async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

const still = (side: number) =>
  sharp({ create: { width: side, height: side, channels: 3, background: "teal" } })
    .webp({ quality: 1 })
    .toBuffer();

let small: Buffer;
let pixel: Buffer;
beforeAll(async () => {
  small = await still(64);
  pixel = await still(1);
  // The first picture loads the library.
  await image(small);
});

describe("an animation of too many frames is refused before it is opened", () => {
  test.each([
    ["WebP, 6,000 of 64 × 64", () => webpOf(small, 64, 6_000)],
    ["WebP, 40,000 of one pixel", () => webpOf(pixel, 1, 40_000)],
    ["WebP, 1,001", () => webpOf(pixel, 1, 1_001)],
    ["GIF, 6,000", () => gifOf(6_000)],
    ["GIF, 300,000", () => gifOf(300_000)],
    ["GIF, 1,001 with comments between them", () => gifOf(1_001, gifComment)],
  ])("%s", async (_, make) => {
    const bytes = make();
    const functions = [
      () => fit(bytes, { maxBytes: 100_000 }),
      () => image(bytes),
      () => thumbnail(bytes, { width: 32, height: 32 }),
      () => probe(bytes),
    ];
    for (const open of functions) {
      const milliseconds = await processorTime(() =>
        expect(open()).rejects.toMatchObject({
          name: "ReparteeError",
          code: "image_too_large",
          message: expect.stringContaining("1000 frames"),
        }),
      );
      // Opened, the first took 7 to 11 seconds, and listing the frames of the second 2.
      expect(milliseconds).toBeLessThan(500);
    }
  });
});

describe("an animation within the limit is read", () => {
  test.each([
    ["WebP", () => webpOf(pixel, 1, 1_000)],
    ["GIF", () => gifOf(1_000)],
    ["GIF with comments", () => gifOf(1_000, gifComment)],
  ])("%s of 1,000 frames", async (_, make) => {
    expect(await probe(make())).toMatchObject({ frames: 1_000 });
  });

  test("a lower and a higher limit", async () => {
    expect(await probe(gifOf(1_200), { maxFrames: 1_200 })).toMatchObject({ frames: 1_200 });
    await expect(image(gifOf(3), { maxFrames: 2 })).rejects.toMatchObject({
      code: "image_too_large",
      message: "The picture has more than 2 frames, which is the most that is decoded.",
    });
  });
});

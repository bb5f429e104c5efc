import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { fit, image, probe } from "../index.ts";
import { withScans, withSegments } from "./jpegs.fixture.ts";

let plain: Buffer;
beforeAll(async () => {
  const create = { width: 64, height: 48, channels: 3, background: "teal" } as const;
  plain = await sharp({ create }).jpeg().toBuffer();
  await image(plain);
});

describe("a JPEG that is cheap to send and expensive to decode is refused", () => {
  test.each([
    ["a million segments of metadata", () => withSegments(plain, 0xe1, 1_000_000), "4096 segments"],
    ["a million comments", () => withSegments(plain, 0xfe, 1_000_000), "4096 segments"],
    ["5,000 parts of a profile", () => withSegments(plain, 0xe2, 5_000), "4096 segments"],
    ["2,000 scans of 7,000 × 7,000", () => withScans(7_000, 2_000), "scans"],
    ["20,000 scans of 64 × 64", () => withScans(64, 20_000), "scans"],
    ["2,000 scans without an end", () => withScans(7_000, 2_000).subarray(0, -2), "scans"],
  ])("%s", async (_, make, many) => {
    const bytes = make();
    for (const open of [
      () => fit(bytes, { maxBytes: 100_000 }),
      () => image(bytes),
      () => probe(bytes),
    ]) {
      const start = process.cpuUsage();
      await expect(open()).rejects.toMatchObject({
        name: "ReparteeError",
        code: "image_unreadable",
        message: expect.stringContaining(many),
      });
      const { user, system } = process.cpuUsage(start);
      // Decoded, the first took 3 seconds and 370 MB.
      expect((user + system) / 1_000).toBeLessThan(500);
    }
  });
});

test("many scans of many pixels are too large, and as many of few are not", async () => {
  await expect(probe(withScans(7_000, 63))).rejects.toMatchObject({
    code: "image_too_large",
    message: "The picture has 49000000 pixels in 64 scans, which takes too long to decode.",
  });
  expect(await probe(withScans(700, 63))).toMatchObject({ width: 700, height: 700 });
});

describe("a JPEG with more than most is read", () => {
  test.each([
    ["a profile of 255 parts", () => withSegments(plain, 0xe2, 255)],
    ["4,000 comments", () => withSegments(plain, 0xfe, 4_000)],
    ["20 scans", () => withScans(640, 20)],
  ])("%s", async (_, make) => {
    expect(await image(make())).toMatchObject({ contentType: "image/jpeg" });
  });
});

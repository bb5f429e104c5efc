import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { fitAll, limitedCarriers, mmsLimit } from "../index.ts";
import { animation, distance, scene } from "../test/real-pictures.fixture.ts";

let small: Buffer;
let large: Buffer;
beforeAll(async () => {
  small = await (await scene(200, 150)).jpeg().toBuffer();
  large = await (await scene(1600, 1200, 12)).jpeg({ quality: 95 }).toBuffer();
});
const jpeg = (bytes: Uint8Array) => ({ contentType: "image/jpeg", bytes });
const sizeOf = (parts: readonly { readonly bytes: Uint8Array }[]) =>
  parts.reduce((sum, { bytes }) => sum + bytes.length, 0);

describe("fitAll", () => {
  test("leaves alone what fits", async () => {
    const parts = [jpeg(small), { contentType: "text/vcard", bytes: Buffer.from("BEGIN:VCARD") }];
    expect(await fitAll(parts, { maxBytes: 600_000 })).toEqual(
      parts.map((part) => ({ ...part, steps: [] })),
    );
  });

  test("gives to the large what the small leave, within 5 % of the budget", async () => {
    const video = { contentType: "video/mp4", bytes: Buffer.alloc(100_000) };
    const fitted = await fitAll([jpeg(large), video, jpeg(small), jpeg(large)], {
      maxBytes: 600_000,
    });
    expect(sizeOf(fitted)).toBeLessThanOrEqual(600_000);
    expect(sizeOf(fitted)).toBeGreaterThan(570_000);
    const [first, second, third, fourth] = fitted;
    expect(second).toEqual({ ...video, steps: [] });
    expect(third).toEqual({ ...jpeg(small), steps: [] });
    for (const part of [first, fourth]) {
      expect(part?.steps).not.toEqual([]);
      expect(await distance(part?.bytes ?? small, large)).toBeLessThan(4);
      expect(part?.bytes.length).toBeGreaterThan(220_000);
    }
  });

  test("keeps the order, and an animation moving", async () => {
    const parts = [
      { contentType: "image/gif", bytes: await animation("gif", { width: 320, height: 240 }) },
      jpeg(large),
      { contentType: "image/webp", bytes: await sharp(small).webp().toBuffer() },
    ];
    const fitted = await fitAll(parts, { maxBytes: 60_000 });
    expect(fitted.map(({ contentType }) => contentType)).toEqual([
      "image/gif",
      "image/jpeg",
      "image/jpeg",
    ]);
    expect(sizeOf(fitted)).toBeLessThanOrEqual(60_000);
  });

  test("says when what cannot shrink is too much", async () => {
    const video = { contentType: "video/mp4", bytes: Buffer.alloc(700_000) };
    await expect(fitAll([jpeg(small), video], { maxBytes: 600_000 })).rejects.toMatchObject({
      code: "media_too_large",
      message: expect.stringContaining("video/mp4 700000"),
    });
  });
});

test.each([
  ["AT&T", "long-code", 1_000_000],
  ["AT&T Wireless", "short-code", 600_000],
  ["T-Mobile USA, Inc.", "long-code", 1_500_000],
  ["t-mobile", "toll-free", 600_000],
  ["Verizon Wireless", "short-code", 1_200_000],
  ["Sprint", "short-code", 1_000_000],
  ["US Cellular", "long-code", 600_000],
  ["Rogers", "short-code", 600_000],
  [undefined, "long-code", 600_000],
  ["Verizon", undefined, 600_000],
  ["Verizon", "alphanumeric", 600_000],
])("%s takes from a %s %i bytes", (carrier, senderType, limit) => {
  expect(mmsLimit({ carrier, senderType })).toBe(limit);
});

test("the carriers with limits are known", () => {
  expect(limitedCarriers).toEqual(["AT&T", "T-Mobile", "Verizon", "Sprint"]);
});

import sharp from "sharp";
import { expect, test } from "vitest";
import { fit, image } from "../index.ts";
import { heic } from "../test/heic.fixture.ts";

const end = (bytes: Buffer, name: string) => {
  const at = bytes.indexOf(name, 0, "latin1") - 4;
  return at + bytes.readUInt32BE(at);
};

/** The HEIC of the fixture with one property more, which its picture gets. */
function withProperty(name: string, content: Buffer): Buffer {
  const bytes = Buffer.from(heic);
  const property = Buffer.concat([Buffer.alloc(4), Buffer.from(name, "latin1"), content]);
  property.writeUInt32BE(property.length);
  const [properties, associations] = [end(bytes, "ipco"), end(bytes, "ipma")];
  const added = property.length + 1;
  const growing = [
    ["meta", added],
    ["iprp", added],
    ["ipco", property.length],
    ["ipma", 1],
  ] as const;
  for (const [container, by] of growing) {
    const at = bytes.indexOf(container, 0, "latin1") - 4;
    bytes.writeUInt32BE(bytes.readUInt32BE(at) + by, at);
  }
  // Version and flags, the number of items, an item, and how many properties it has: three.
  const count = bytes.indexOf("ipma", 0, "latin1") + 4 + 4 + 4 + 2;
  bytes.writeUInt8(4, count);
  // Items of 18 bytes behind a head of 8; where each begins in the file stands 4 bytes in.
  for (const item of [0, 1]) {
    const at = bytes.indexOf("iloc", 0, "latin1") + 4 + 8 + item * 18 + 4;
    bytes.writeUInt32BE(bytes.readUInt32BE(at) + added, at);
  }
  return Buffer.concat([
    bytes.subarray(0, properties),
    property,
    bytes.subarray(properties, associations),
    Buffer.from([4]),
    bytes.subarray(associations),
  ]);
}

async function displayP3(): Promise<Buffer> {
  const white = { width: 8, height: 8, channels: 3, background: "#fff" } as const;
  const marked = await sharp({ create: white }).withIccProfile("p3").png().toBuffer();
  return (await sharp(marked).metadata()).icc ?? Buffer.alloc(0);
}

async function colourAt(bytes: Uint8Array, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

test("the colours of a HEIC are those of its profile, as in an iPhone's picture", async () => {
  const photo = withProperty("colr", Buffer.concat([Buffer.from("prof"), await displayP3()]));
  // Display P3 to sRGB: 220 of red alone is 240 with less than no green; of blue, 229.
  const [clean, fitted] = [await image(photo), await fit(photo, { maxBytes: 20_000 })];
  for (const { bytes } of [clean, fitted]) {
    expect((await sharp(bytes).metadata()).icc).toBeUndefined();
    for (const [y, expected] of [
      [10, [240, 0, 0]],
      [54, [0, 0, 229]],
    ] as const)
      for (const [channel, level] of (await colourAt(bytes, 48, y)).entries())
        expect(Math.abs(level - (expected[channel] ?? 0))).toBeLessThanOrEqual(3);
  }
  expect(clean.removed).toEqual(["exif", "gps", "icc"]);
  // Without a profile the numbers are those of a screen.
  const [red = 0] = await colourAt((await image(heic)).bytes, 48, 10);
  expect(Math.abs(red - 220)).toBeLessThanOrEqual(3);
});

test("profile, place and date of a HEIC stay when that is asked for", async () => {
  const icc = await displayP3();
  const photo = withProperty("colr", Buffer.concat([Buffer.from("prof"), icc]));
  const kept = await image(photo, { keepMetadata: true });
  const [before, after] = [await sharp(photo).metadata(), await sharp(kept.bytes).metadata()];
  expect(kept).toMatchObject({ contentType: "image/jpeg", removed: [] });
  expect(after.icc).toEqual(icc);
  expect(after.exif?.includes(before.exif?.subarray(20, 60) ?? "")).toBe(true);
  expect(after.orientation).toBe(1);
  // The profile says what the numbers mean, so the colour is the same.
  const [red = 0] = await colourAt(kept.bytes, 48, 10);
  expect(Math.abs(red - 240)).toBeLessThanOrEqual(3);
});

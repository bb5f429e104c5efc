import sharp from "sharp";
import { expect, test } from "vitest";
import { image, probe } from "../index.ts";
import { heic } from "../test/heic.fixture.ts";

function branded(bytes: Buffer, brand: string): Buffer {
  const copy = Buffer.from(bytes);
  copy.write(brand, 8, "latin1");
  return copy;
}

test.each(["avif", "avis", "avio", "mif1", "miaf", "MA1B"])(
  "AVIF of the brand %s is read",
  async (brand) => {
    const create = { width: 16, height: 8, channels: 3, background: "teal" } as const;
    const avif = branded(await sharp({ create }).avif().toBuffer(), brand);
    const given = Buffer.from(avif);
    expect(await probe(avif)).toMatchObject({ contentType: "image/avif", width: 16, height: 8 });
    expect(await image(avif)).toMatchObject({ contentType: "image/jpeg", width: 16, height: 8 });
    expect(avif).toEqual(given);
  },
);

test.each(["heic", "heim", "hevs", "mif1", "miaf"])(
  "HEIC of the brand %s is read",
  async (brand) => {
    expect(await image(branded(heic, brand))).toMatchObject({ width: 96, height: 64 });
  },
);

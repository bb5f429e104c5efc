import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { type OutboundPart, prepareOutbound, type Transcoder } from "../index.ts";
import { heic } from "../test/heic.fixture.ts";
import { scene } from "../test/real-pictures.fixture.ts";

let photo: { readonly contentType: string; readonly bytes: Buffer };
beforeAll(async () => {
  const bytes = await (await scene(3200, 2400, 16)).jpeg({ quality: 95 }).toBuffer();
  photo = { contentType: "image/jpeg", bytes };
});
const film = (size: number) => ({ contentType: "video/mp4", bytes: Buffer.alloc(size) });
const card = { contentType: "text/vcard", bytes: Buffer.from("BEGIN:VCARD\n") };
const sizeOf = (parts: readonly OutboundPart[]) =>
  parts.reduce((sum, { bytes }) => sum + bytes.length, 0);

/** Stands for a program that this machine may not have; it makes exactly what fits. */
const exact: Transcoder = {
  transcode: async ({ contentType }, { maxBytes }) => ({
    ok: true,
    contentType,
    bytes: Buffer.alloc(maxBytes),
    steps: ["exact"],
  }),
};

test("what fits travels as it came", async () => {
  const parts = [card, film(100_000)];
  const prepared = await prepareOutbound(parts, {});
  expect(prepared).toEqual(parts.map((part) => ({ ...part, outcome: "kept", change: undefined })));
});

test("a photo is made as large as the recipient's carrier and the sender allow", async () => {
  for (const [route, limit] of [
    [{ carrier: "T-Mobile", senderType: "long-code" }, 1_500_000],
    [{ carrier: "AT&T", senderType: "short-code" }, 600_000],
    [{}, 600_000],
    [{ carrier: "Verizon", senderType: "long-code", maxBytes: 300_000 }, 300_000],
  ] as const) {
    const [fitted] = await prepareOutbound([photo], route);
    expect(fitted?.outcome).toBe("refitted");
    expect(fitted?.bytes.length).toBeLessThanOrEqual(limit);
    expect(fitted?.bytes.length).toBeGreaterThan(limit * 0.85);
    expect(fitted?.change).toMatch(
      /^image\/jpeg of \d+ bytes: now image\/jpeg of \d+ bytes \(.*quality \d+\)\.$/,
    );
  }
});

test("photos, films and cards share, in their order", async () => {
  const prepared = await prepareOutbound([photo, film(2_000_000), card, photo], {
    transcoder: exact,
  });
  expect(prepared.map(({ outcome }) => outcome)).toEqual([
    "refitted",
    "transcoded",
    "kept",
    "refitted",
  ]);
  expect(sizeOf(prepared)).toBeLessThanOrEqual(600_000);
  expect(sizeOf(prepared)).toBeGreaterThan(560_000);
});

test("what cannot be made smaller is told, and takes no room from the rest", async () => {
  const [large, fitted] = await prepareOutbound([film(2_000_000), photo], {});
  expect(large).toMatchObject({
    outcome: "not-convertible",
    change: "Not convertible here: video/mp4 of 2000000 bytes, 360000 are left.",
  });
  expect(large?.bytes.length).toBe(2_000_000);
  expect(fitted?.bytes.length).toBeGreaterThan(550_000);
});

test("a picture that cannot be read takes nothing from the others", async () => {
  // More pixels than are ever decoded, in few bytes.
  const giant = await sharp({
    create: { width: 9_000, height: 6_000, channels: 3, background: "teal" },
    limitInputPixels: false,
  })
    .tiff({ compression: "deflate" })
    .toBuffer();
  expect(giant.length).toBeLessThan(500_000);
  const trap = { contentType: "image/tiff", bytes: giant };
  const route = { carrier: "T-Mobile", senderType: "long-code" };
  const [kept, fitted] = await prepareOutbound([trap, photo], route);
  expect(kept).toEqual({ ...trap, outcome: "kept", change: undefined });
  expect(fitted?.outcome).toBe("refitted");
  expect(fitted?.bytes.length).toBeLessThanOrEqual(1_500_000 - giant.length);
  expect(fitted?.bytes.length).toBeGreaterThan(700_000);
  const [refused] = await prepareOutbound([trap], { maxBytes: 1_000 });
  expect(refused).toMatchObject({ outcome: "not-convertible", bytes: giant });
});

test("a HEIC becomes what every phone shows; what is damaged is an error", async () => {
  const [picture] = await prepareOutbound([{ contentType: "image/heic", bytes: heic }], {});
  expect(picture).toMatchObject({ contentType: "image/jpeg", outcome: "refitted" });
  expect((await sharp(picture?.bytes).metadata()).exif).toBeUndefined();
  const broken = { contentType: "image/jpeg", bytes: photo.bytes.subarray(0, 700_000) };
  await expect(prepareOutbound([broken], {})).rejects.toMatchObject({ code: "image_unreadable" });
});

test.each(["application/octet-stream", "IMAGE/JPEG", "image/jpg; charset=binary", "text/plain"])(
  "a large JPEG that is declared as %s is made to fit",
  async (contentType) => {
    const [made] = await prepareOutbound([{ contentType, bytes: photo.bytes }], {});
    expect(made).toMatchObject({ contentType: "image/jpeg", outcome: "refitted" });
    expect(made?.bytes.length).toBeLessThanOrEqual(600_000);
  },
);

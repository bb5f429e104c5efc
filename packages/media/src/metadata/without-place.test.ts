import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { fitAll, prepareOutbound } from "../index.ts";
import { distance, scene } from "../test/real-pictures.fixture.ts";
import { clip } from "../test/recordings.fixture.ts";
import { readExif } from "./exif.ts";
import { withoutPlace } from "./without-place.ts";

const gps = { IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" } };
const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="52,30N"/></rdf:RDF></x:xmpmeta>`;

let upright: Buffer;
beforeAll(async () => {
  upright = await (await scene(400, 300)).png().toBuffer();
});

type Format = "jpeg" | "png" | "webp";
/** A photo as a phone stores it: turned by its EXIF, with colours, a position, or XMP with one. */
async function photo(format: Format, metadata: { gps?: boolean; xmp?: boolean }): Promise<Buffer> {
  let picture = sharp(await sharp(upright).rotate(-90).png().toBuffer()).withIccProfile("p3");
  if (metadata.gps) picture = picture.withExif(gps);
  if (metadata.xmp) picture = picture.withXmp(xmp);
  return picture.withMetadata({ orientation: 6 }).toFormat(format, { quality: 95 }).toBuffer();
}

describe.each(["jpeg", "png", "webp"] as const)("a small %s", (format) => {
  const contentType = `image/${format}`;
  test.each([
    ["EXIF", { gps: true }],
    ["XMP", { xmp: true }],
    ["both", { gps: true, xmp: true }],
  ])("loses the position in %s and nothing else", async (_, metadata) => {
    const bytes = await photo(format, metadata);
    expect(bytes.length).toBeLessThan(200_000);
    const clean = withoutPlace(contentType, bytes) ?? bytes;
    for (const mark of ["GPS", "52,30N"]) expect(Buffer.from(clean).includes(mark)).toBe(false);
    const found = await sharp(clean).metadata();
    expect(found.exif ? readExif(found.exif) : undefined).toEqual({
      orientation: 6,
      hasGps: false,
    });
    expect(found.xmp).toBeUndefined();
    expect(found.icc).toEqual((await sharp(bytes).metadata()).icc);
    // Not a pixel is encoded anew.
    expect(await sharp(clean).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
    expect(withoutPlace(contentType, clean)).toBeUndefined();
  });

  test("without a position keeps every byte", async () => {
    const bytes = await photo(format, {});
    expect(withoutPlace(contentType, bytes)).toBeUndefined();
  });
});

test("a position behind the end of a JPEG goes too, as in a moving photo", async () => {
  const plain = await sharp(upright).jpeg().toBuffer();
  const clean = withoutPlace("image/jpeg", Buffer.concat([plain, clip])) ?? plain;
  expect(clean).toEqual(plain);
});

/** The clip of the fixtures with one box more at the end of its `moov`, and its chunk offsets with it. */
function placed(...boxes: readonly Buffer[]): Buffer {
  const inner = Buffer.concat(boxes);
  const at = clip.indexOf("moov") - 4;
  const end = at + clip.readUInt32BE(at);
  const film = Buffer.concat([clip.subarray(0, end), inner, clip.subarray(end)]);
  film.writeUInt32BE(end - at + inner.length, at);
  return film;
}

function box(name: string, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat([
    Buffer.from(name, "latin1"),
    ...content.map((part) => Buffer.from(part)),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}
const none = Buffer.alloc(4);
const one = Buffer.from([0, 0, 0, 1]);
const position = "+52.5000+013.4000/";

test.each([
  ["QuickTime's box", box("udta", box("\u00a9xyz", Buffer.from([0, 18, 0x15, 0xc7]), position))],
  ["3GPP's box", box("udta", box("loci", none, position))],
  [
    "Apple's key",
    box(
      "meta",
      box("hdlr", none, none, "mdta", Buffer.alloc(12)),
      box("keys", none, one, box("mdta", "com.apple.quicktime.location.ISO6709")),
      box("ilst", box("\0\0\0\u0001", box("data", one, none, position))),
    ),
  ],
  [
    "a key in ISO's form",
    box(
      "udta",
      box(
        "meta",
        none,
        box("hdlr", none, none, "mdta", Buffer.alloc(12)),
        box("keys", none, one, box("mdta", "com.apple.quicktime.location.ISO6709")),
        box("ilst", box("\0\0\0\u0001", box("data", one, none, position))),
      ),
    ),
  ],
])("a film loses the position in %s; its length stays", (_, inner) => {
  const film = placed(inner);
  expect(film.includes(position)).toBe(true);
  for (const type of ["video/mp4", "video/quicktime", "video/3gpp"]) {
    const clean = withoutPlace(type, film);
    expect(clean?.length).toBe(film.length);
    expect(Buffer.from(clean ?? film).includes(position)).toBe(false);
  }
  expect(withoutPlace("video/mp4", clip)).toBeUndefined();
});

test("nothing that leaves has a position, small or large", async () => {
  const [jpeg, png, film] = [
    await photo("jpeg", { gps: true }),
    await photo("png", { gps: true }),
    placed(box("udta", box("loci", none, position))),
  ];
  const parts = [
    { contentType: "image/jpeg", bytes: jpeg },
    { contentType: "image/png", bytes: png },
    { contentType: "video/mp4", bytes: film },
  ];
  const prepared = await prepareOutbound(parts, {});
  expect(prepared.map(({ outcome, change }) => [outcome, change?.split(":")[0]])).toEqual([
    ["refitted", expect.stringContaining("image/jpeg")],
    ["refitted", expect.stringContaining("image/png")],
    ["refitted", "video/mp4"],
  ]);
  const [first] = await prepareOutbound(parts.slice(0, 1), { maxBytes: 10_000 });
  for (const { bytes } of [
    ...prepared,
    ...(await fitAll(parts, { maxBytes: 600_000 })),
    first ?? { bytes: jpeg },
  ]) {
    const text = Buffer.from(bytes);
    expect(text.includes("GPS") || text.includes(position)).toBe(false);
  }
  for (const index of [0, 1]) {
    const { exif } = await sharp(prepared[index]?.bytes).metadata();
    expect(exif && readExif(exif).hasGps).toBe(false);
    expect(
      await distance(
        await sharp(prepared[index]?.bytes).autoOrient().toBuffer(),
        await sharp(parts[index]?.bytes).autoOrient().toBuffer(),
      ),
    ).toBe(0);
  }
});

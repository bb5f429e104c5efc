import { crc32 } from "node:zlib";
import fc from "fast-check";
import sharp from "sharp";
import { expect, test } from "vitest";
import { prepareOutbound } from "../index.ts";
import { heic } from "../test/heic.fixture.ts";
import { clip } from "../test/recordings.fixture.ts";
import { readExif } from "./exif.ts";
import { withoutPlace } from "./without-place.ts";

const gps = { IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" } };
const xmp = (place: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="${place}"/></rdf:RDF></x:xmpmeta>`;
const picture = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: "teal" } }).withExif(gps);
const plain = () => sharp({ create: { width: 64, height: 48, channels: 3, background: "teal" } });

const positionOf = async (bytes: Uint8Array) => {
  const { exif } = await sharp(bytes).metadata();
  return exif !== undefined && readExif(exif).hasGps;
};

test("a HEIC loses its position; everything else stays", async () => {
  expect(await positionOf(heic)).toBe(true);
  const clean = withoutPlace("image/heic", heic) ?? heic;
  expect(clean.length).toBe(heic.length);
  expect(await positionOf(clean)).toBe(false);
  // Its item of EXIF, which is the last one, is all that differs.
  const exif = 492;
  expect(clean.subarray(0, exif)).toEqual(heic.subarray(0, exif));
  expect(withoutPlace("image/heic", clean)).toBeUndefined();
});

test.each(["EXIF", "XMP"])("an AVIF loses the position in %s", async (where) => {
  const avif = await (where === "XMP" ? plain().withXmp(xmp("52,30N")) : picture())
    .avif({ effort: 0 })
    .toBuffer();
  const clean = Buffer.from(withoutPlace("image/avif", avif) ?? avif);
  expect(await positionOf(clean)).toBe(false);
  expect(clean.includes("52,30N")).toBe(false);
  expect(await sharp(clean).raw().toBuffer()).toEqual(await sharp(avif).raw().toBuffer());
  expect(withoutPlace("image/avif", clean)).toBeUndefined();
  expect(withoutPlace("image/avif", await plain().avif({ effort: 0 }).toBuffer())).toBeUndefined();
});

test("the film of a moving photo loses its position with the HEIC", () => {
  const position = "+52.5000+013.4000/";
  const inner = box(
    "moov",
    box("udta", box("\u00a9xyz", Buffer.from([0, 18, 0x15, 0xc7]), position)),
  );
  const moving = Buffer.concat([heic, box("mpvd", inner)]);
  const clean = withoutPlace("image/heic", moving) ?? moving;
  expect(Buffer.from(clean).includes(position)).toBe(false);
});

test.each(["EXIF", "XMP"])("a TIFF loses the position in %s", async (where) => {
  const tiff = await (where === "XMP" ? plain().withXmp(xmp("52,30N")) : picture())
    .withIccProfile("p3")
    .tiff()
    .toBuffer();
  const clean = Buffer.from(withoutPlace("image/tiff", tiff) ?? tiff);
  expect(clean.length).toBe(tiff.length);
  expect(await positionOf(clean)).toBe(false);
  expect(clean.includes("52,30N")).toBe(false);
  expect(await sharp(clean).raw().toBuffer()).toEqual(await sharp(tiff).raw().toBuffer());
  expect((await sharp(clean).metadata()).icc).toEqual((await sharp(tiff).metadata()).icc);
  expect(withoutPlace("image/tiff", clean)).toBeUndefined();
});

test("a GIF loses XMP with a position, and keeps its frames", async () => {
  const gif = await plain().gif().toBuffer();
  // Behind the text stand 258 bytes that end it for readers of blocks: "XMP Specification", part 3, 1.1.2.
  const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);
  const head = Buffer.from("!\u00ff\u000bXMP DataXMP", "latin1");
  const at = gif.indexOf(Buffer.from([0x21, 0xf9]));
  const placed = Buffer.concat([
    ...[gif.subarray(0, at), head, Buffer.from(xmp("52,30N")), trailer],
    gif.subarray(at),
  ]);
  expect(Buffer.from(withoutPlace("image/gif", placed) ?? "")).toEqual(gif);
  expect(withoutPlace("image/gif", gif)).toBeUndefined();
});

const segment = (content: Buffer | string) => {
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, Buffer.from(content)]);
};
const extension = (text: string) =>
  segment(
    Buffer.concat([
      Buffer.from("http://ns.adobe.com/xmp/extension/\0"),
      Buffer.alloc(40, "0"),
      Buffer.from(text),
    ]),
  );

test.each([
  [
    "XMP in two segments, with the name cut in the middle",
    () => [extension("exif:GPSLati"), extension('tude="52,30N"')],
  ],
  ["a name cut after two letters", () => [extension("exif:GP"), extension('SLatitude="52,30N"')]],
  [
    "a second segment of EXIF",
    () => [segment("Exif\0\0II*\0\u0008\0\0\0\0\0\0\0\0\0"), exifOf("GPS")],
  ],
  ["bytes between two segments", () => [Buffer.from([0, 0, 0]), exifOf("GPS")]],
  ["repeated marks before a segment", () => [Buffer.from([0xff, 0xff]), exifOf("GPS")]],
  ["the second directory of EXIF", () => [exifOf("second")]],
  ["the inner directory of EXIF", () => [exifOf("inner")]],
])("a JPEG loses the position in %s", async (_, make) => {
  const jpeg = await plain().jpeg().toBuffer();
  const placed = Buffer.concat([jpeg.subarray(0, 2), ...make(), jpeg.subarray(2)]);
  const clean = Buffer.from(withoutPlace("image/jpeg", placed) ?? placed);
  expect(clean.includes("52,30N") || clean.includes("\x25\x88", 0, "latin1")).toBe(false);
  expect(await sharp(clean).raw().toBuffer()).toEqual(await sharp(jpeg).raw().toBuffer());
  const [part] = await prepareOutbound([{ contentType: "image/jpeg", bytes: placed }], {});
  expect(part).toMatchObject({ contentType: "image/jpeg", outcome: "refitted" });
  expect(Buffer.from(part?.bytes ?? placed)).toEqual(clean);
});

/** EXIF as a segment, with an entry for GPS in its first, second or inner directory. */
function exifOf(where: "GPS" | "second" | "inner"): Buffer {
  const entry = (tag: number, value: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag);
    bytes.writeUInt16LE(4, 2);
    bytes.writeUInt32LE(1, 4);
    bytes.writeUInt32LE(value, 8);
    return bytes;
  };
  const directory = (next: number, ...entries: readonly Buffer[]) => {
    const [count, after] = [Buffer.alloc(2), Buffer.alloc(4)];
    count.writeUInt16LE(entries.length);
    after.writeUInt32LE(next);
    return Buffer.concat([count, ...entries, after]);
  };
  const place = entry(0x8825, 26);
  const first = {
    GPS: directory(0, place),
    second: directory(26, entry(0x0112, 1)),
    inner: directory(0, entry(0x8769, 26)),
  }[where];
  const head = Buffer.from("Exif\0\0II*\0\u0008\0\0\0", "latin1");
  return segment(Buffer.concat([head, first, directory(0, place)]));
}

test("a PNG loses the position in a second chunk of EXIF", async () => {
  const png = await plain().png().toBuffer();
  const chunk = (content: Buffer) => {
    const named = Buffer.concat([Buffer.from("eXIf"), content]);
    const whole = Buffer.alloc(named.length + 8);
    whole.writeUInt32BE(content.length);
    named.copy(whole, 4);
    whole.writeUInt32BE(crc32(named), named.length + 4);
    return whole;
  };
  const [none, place] = [
    Buffer.from("II*\0\u0008\0\0\0\0\0\0\0\0\0", "latin1"),
    exifOf("GPS").subarray(10),
  ];
  const placed = Buffer.concat([png.subarray(0, 33), chunk(none), chunk(place), png.subarray(33)]);
  expect(Buffer.from(withoutPlace("image/png", placed) ?? "")).toEqual(png);
});

function box(name: string, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat([
    Buffer.from(name, "latin1"),
    ...content.map((part) => Buffer.from(part)),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
}

test.each([
  [
    "a box of XMP",
    box("uuid", Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex"), xmp("52,30N")),
  ],
  ["QuickTime's box of XMP", box("moov", box("udta", box("XMP_", xmp("52,30N"))))],
  [
    "an item of a list",
    box("moov", box("udta", box("meta", Buffer.alloc(4), box("ilst", box("\u00a9xyz", "52,30N"))))),
  ],
])("a film loses the position in %s", (_, inner) => {
  const placed = Buffer.concat([clip, inner]);
  const clean = withoutPlace("video/mp4", placed);
  expect(clean?.length).toBe(placed.length);
  expect(Buffer.from(clean ?? placed).includes("52,30N")).toBe(false);
});

test("damage never throws, and never makes a file longer", () => {
  const kinds: readonly (readonly [string, Buffer])[] = [
    ["image/heic", heic],
    ["video/mp4", clip],
    ["image/jpeg", Buffer.concat([Buffer.from([0xff, 0xd8]), exifOf("GPS"), exifOf("inner")])],
    ["image/tiff", exifOf("second").subarray(10)],
  ];
  const damage = fc.array(fc.tuple(fc.nat(900), fc.nat(255)), { maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...kinds), damage, ([type, bytes], changes) => {
      const damaged = Buffer.from(bytes);
      for (const [at, value] of changes) if (at < damaged.length) damaged[at] = value;
      const clean = withoutPlace(type, damaged) ?? damaged;
      expect(clean.length).toBeLessThanOrEqual(damaged.length + 36);
    }),
    { numRuns: 2_000 },
  );
});

import { crc32, deflateSync } from "node:zlib";

/**
 * A file that means harm to whoever opens it as a picture, and how each function ends on it. `PORT` is
 * one of this machine where nobody may call.
 */
export interface PictureAttack {
  readonly what: string;
  readonly bytes: Buffer;
  /** Of the error; `undefined` where a harmless picture comes out. */
  readonly code: "image_unreadable" | "image_too_large" | undefined;
}

const MILLION = 1_000_000;

const pngHead = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length);
  frame.writeUInt32BE(checksum(content), 4);
  return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)]);
}

// The one of node:zlib is newer than the oldest Node that the tests run on.
function checksum(bytes: Buffer): number {
  if (typeof crc32 === "function") return crc32(bytes);
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

interface PngHead {
  readonly depth?: number;
  readonly colour?: number;
  readonly interlaced?: boolean;
}

/** A PNG that claims a size and holds what it is given. */
function png(width: number, height: number, data: Buffer, head: PngHead = {}, extra: Buffer[] = []) {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width >>> 0);
  ihdr.writeUInt32BE(height >>> 0, 4);
  ihdr.set([head.depth ?? 8, head.colour ?? 2, 0, 0, head.interlaced ? 1 : 0], 8);
  const chunks = [chunk("IHDR", ihdr), ...extra, chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([pngHead, ...chunks]);
}

const rows = (width: number, height: number) => deflateSync(Buffer.alloc((width * 3 + 1) * height));
const small = png(4, 4, rows(4, 4));

/** A GIF that claims a screen and holds frames of this size. */
function gif(width: number, height: number, frames: number, [w, h] = [width, height]): Buffer {
  const size = (a: number, b: number) => [a & 255, a >> 8, b & 255, b >> 8];
  const head = [...Buffer.from("GIF89a"), ...size(width, height), 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
  const frame = [0x21, 0xf9, 4, 0, 5, 0, 0, 0, 0x2c, 0, 0, 0, 0, ...size(w, h), 0, 2, 2, 0x4c, 1, 0];
  return Buffer.from([...head, ...Array(frames).fill(frame).flat(), 0x3b]);
}

/** A JPEG of 8 × 8 grey pixels that claims another size. */
function jpeg(width: number, height: number): Buffer {
  const bytes = Buffer.from(eightByEight, "base64");
  const size = bytes.indexOf(Buffer.from([0xff, 0xc0])) + 5;
  bytes.writeUInt16BE(height, size);
  bytes.writeUInt16BE(width, size + 2);
  return bytes;
}

const withoutEnd = (bytes: Buffer) => bytes.subarray(0, -2);

/** The same JPEG, which says that it is progressive. */
function progressive(bytes: Buffer): Buffer {
  bytes[bytes.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc2;
  return bytes;
}

const eightByEight = `/9j/2wBDAP${"/".repeat(86)}2wBDAf${"/".repeat(86)}wAARCAAIAAgDASIAAhEBAxEB/8QAFAABAAAAAAAAAAAAAAAAAAAAAP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AAA//2Q==`;

/** A WebP of 8 × 8 pixels that claims another size, of 16,383 at most. */
function webp(width: number, height: number): Buffer {
  const bytes = Buffer.from("UklGRjgAAABXRUJQVlA4ICwAAACQAQCdASoIAAgAAUAmJaACdLoAA5gA/vBTH+j64RZGX/7Gb/56P/z0f6hgAA==", "base64");
  bytes.writeUInt16LE(width, 26);
  bytes.writeUInt16LE(height, 28);
  return bytes;
}

/** A TIFF whose first directory says so. */
function tiff(entries: readonly (readonly [tag: number, value: number])[], next = 0): Buffer {
  const bytes = Buffer.alloc(8 + 2 + entries.length * 12 + 4);
  bytes.write("II*\0", "latin1");
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries.length, 8);
  entries.forEach(([tag, value], index) => {
    const at = 10 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(4, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  });
  bytes.writeUInt32LE(next, 10 + entries.length * 12);
  return bytes;
}

const svg = (inner: string, head = "") =>
  Buffer.from(
    `${head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="64" height="64">${inner}</svg>`,
  );

const bombs: readonly PictureAttack[] = [
  ["a PNG of 30,000 × 30,000 pixels in a few bytes", png(30_000, 30_000, rows(1, 1))],
  ["an interlaced PNG of 20,000 × 20,000", png(20_000, 20_000, rows(1, 1), { interlaced: true })],
  ["a PNG of one bit a pixel, 60,000 × 60,000", png(60_000, 60_000, rows(1, 1), { depth: 1, colour: 0 })],
  ["a GIF of 65,535 × 65,535", gif(65_535, 65_535, 1)],
  ["a GIF of 5,000 frames of 1,000 × 1,000", gif(1000, 1000, 5000)],
  ["a GIF of 20,000 frames of one pixel", gif(1, 1, 20_000)],
  ["a JPEG of 65,500 × 65,500 without content", jpeg(65_500, 65_500)],
  // A decoder holds all coefficients of a progressive picture, here 25 GB, before its first row.
  ["a progressive JPEG of 65,500 × 65,500 without its end", withoutEnd(progressive(jpeg(65_500, 65_500)))],
  ["a JPEG of 65,500 × 65,500 without its end", withoutEnd(jpeg(65_500, 65_500))],
  ["a WebP of 16,383 × 6,100", webp(16_383, 6_100)],
  ["a TIFF of 100,000 × 100,000", tiff([[256, 100_000], [257, 100_000], [258, 8], [262, 1], [273, 8], [277, 1], [278, 100_000], [279, 8]])],
].map(([what, bytes]) => ({ what: String(what), bytes: Buffer.from(bytes ?? ""), code: "image_too_large" }));

const disguised: readonly PictureAttack[] = [
  ["an SVG that reads a file as an entity", svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>')],
  ["an SVG whose entities multiply", svg("<text>&c;</text>", '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>')],
  ["an SVG that asks the network", svg('<image xlink:href="http://127.0.0.1:PORT/" width="9" height="9"/>')],
  ["an SVG that shows a local file", svg('<image xlink:href="file:///etc/hostname" width="9" height="9"/>')],
  ["an SVG with a script", svg("<script>alert(1)</script>")],
  ["an SVG with an XML declaration and a comment before it", svg("", '<?xml version="1.0"?><!-- picture -->')],
  ["a PDF", Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")],
  ["PostScript that is called a picture", Buffer.from("%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file\n")],
  ["a script of an image tool", Buffer.from("push graphic-context\nfill 'url(https://127.0.0.1/x)'\npop graphic-context")],
  ["an HTML page that begins like a GIF", Buffer.from("GIF89a/*<html><script>*/=1;</script>")],
  ["a script that is a BMP", Buffer.from("BM/*\0\0\0*/=1;alert(1)//")],
  ["an archive", Buffer.from("PK\u0003\u0004\u0014\0\0\0\u0008\0", "latin1")],
  ["an executable", Buffer.from("\u007fELF\u0002\u0001\u0001\0", "latin1")],
  ["a playlist that names a file", Buffer.from("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n")],
  ["an ICO that claims 256 pictures", Buffer.from([0, 0, 1, 0, 0, 1, ...Array<number>(16).fill(0)])],
  ["a matrix as text", Buffer.from("1 1\n0.5\n")],
].map(([what, bytes]) => ({ what: String(what), bytes: Buffer.from(bytes ?? ""), code: "image_unreadable" }));

const page = Buffer.from("<html><script>alert(document.domain)</script></html>");
const position = Buffer.concat([Buffer.from("Comment\0GPS 52.5 N 13.4 E"), page]);

/** Pictures that are something else too: what comes out is the picture alone. */
const polyglots: readonly PictureAttack[] = [
  ["a PNG with a page after its end", Buffer.concat([small, page])],
  ["a PNG with a page in a text chunk", png(4, 4, rows(4, 4), {}, [chunk("tEXt", position)])],
  ["a PNG with a page in a chunk that nobody knows", png(4, 4, rows(4, 4), {}, [chunk("teSt", page)])],
  ["a PNG with an archive after its end", Buffer.concat([small, Buffer.from("PK\u0003\u0004"), page])],
  ["a GIF with a page after its end", Buffer.concat([gif(4, 4, 1, [1, 1]), page])],
].map(([what, bytes]) => ({ what: String(what), bytes: Buffer.from(bytes ?? ""), code: undefined }));

const broken: readonly PictureAttack[] = [
  ["a PNG of 2³¹−1 pixels on each side", png(0x7fffffff, 0x7fffffff, rows(1, 1))],
  ["a PNG that is one very long line", png(MILLION * 500, 1, rows(1, 1))],
  ["nothing", Buffer.alloc(0)],
  ["a PNG's signature alone", pngHead],
  ["a PNG without content", png(4, 4, Buffer.alloc(0))],
  ["a PNG with a wrong checksum", Buffer.from(small.map((byte, index) => (index === 29 ? byte ^ 1 : byte)))],
  ["a PNG of no width", png(0, 4, rows(4, 4))],
  ["a PNG whose stream ends early", png(400, 400, rows(400, 10))],
  ["a PNG whose stream is noise", png(400, 400, Buffer.from("noise instead of a stream"))],
  ["a JPEG that ends in its tables", jpeg(64, 64).subarray(0, 100)],
  ["a JPEG that ends where its picture begins", jpeg(64, 64).subarray(0, 240)],
  ["a JPEG that is its first marker", Buffer.from([0xff, 0xd8, 0xff])],
  ["a GIF without frames", gif(4, 4, 0)],
  ["a TIFF whose directory points at itself", tiff([[256, 4], [257, 4]], 8)],
  ["a TIFF whose directory is elsewhere", Buffer.from("II*\0\u00f0\u00ff\u00ff\u00ff", "latin1")],
  ["a WebP of no length", Buffer.from("RIFF\0\0\0\0WEBPVP8 ", "latin1")],
  ["a WebP whose length is a lie", Buffer.from("RIFF\u00ff\u00ff\u00ff\u007fWEBPVP8X\n\0\0\0", "latin1")],
  ["a HEIC without a picture", Buffer.from("\0\0\0\u0018ftypheic\0\0\0\0heicmif1", "latin1")],
  ["an AVIF without a picture", Buffer.from("\0\0\0\u0018ftypavif\0\0\0\0avifmif1", "latin1")],
].map(([what, bytes]) => ({ what: String(what), bytes: Buffer.from(bytes ?? ""), code: "image_unreadable" }));

export const pictureAttacks: readonly PictureAttack[] = [
  ...bombs,
  ...disguised,
  ...polyglots,
  ...broken,
];

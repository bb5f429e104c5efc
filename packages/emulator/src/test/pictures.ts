import { randomBytes } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
/** A PNG of 1 by 1 pixel. */
export const png: Buffer = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A file of this many bytes that begins as a PNG does. */
export function pngOf(size: number): Buffer {
  return Buffer.concat([png, Buffer.alloc(size - png.length)]);
}

export const vcard: Buffer = Buffer.from(
  "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lovelace\r\nORG:Analytical Engines\r\nTEL;TYPE=CELL:+14155550123\r\nEMAIL:ada@example.com\r\nEND:VCARD\r\n",
);

/** A PNG that hardly compresses: random pixels, some `3 * side * side` bytes. A JPEG makes it smaller. */
export function noise(side: number): Buffer {
  const row = 1 + 3 * side;
  const pixels = randomBytes(row * side);
  // Each row begins with its filter: none.
  for (let at = 0; at < pixels.length; at += row) pixels[at] = 0;
  const header = Buffer.from("00000000000000000802000000", "hex");
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels, { level: 0 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

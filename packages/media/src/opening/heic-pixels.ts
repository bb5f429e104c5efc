import type { DecodedHeic } from "../confined/decode-heic.ts";

/** What a picture is besides its pixels. */
export interface PixelFrame {
  readonly hasAlpha: boolean;
  /** Its colour profile. */
  readonly icc: Buffer | undefined;
}

/**
 * Decoded pixels as an uncompressed TIFF: raw pixels alone cannot carry the profile that says what
 * their numbers mean, nor that they are transparent.
 *
 * Tags: "TIFF", revision 6.0, and for the profile ICC.1, annex B.4.
 */
export function asTiff(
  { data, width, height }: DecodedHeic,
  { hasAlpha, icc }: PixelFrame,
): Buffer {
  const [SHORT, LONG, UNDEFINED] = [3, 4, 7];
  const head = 8;
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, 4, head], // bits of each sample, at this offset
    [259, SHORT, 1, 1], // not compressed
    [262, SHORT, 1, 2], // red, green, blue
    [273, LONG, 1, head + 8 + (icc?.length ?? 0)],
    [277, SHORT, 1, 4],
    [278, LONG, 1, height],
    [279, LONG, 1, data.length],
    [338, SHORT, 1, hasAlpha ? 2 : 0], // the fourth sample: transparency, or nothing
    ...(icc ? [[34675, UNDEFINED, icc.length, head + 8] as const] : []),
  ];
  const start = Buffer.alloc(head + 8);
  start.write("II*\0", "latin1");
  start.writeUInt32LE(head + 8 + (icc?.length ?? 0) + data.length, 4);
  for (let sample = 0; sample < 4; sample++) start.writeUInt16LE(8, head + sample * 2);
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 2 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  return Buffer.concat([start, icc ?? Buffer.alloc(0), data, directory]);
}

import { loadSharp } from "./load-sharp.ts";
import type { PictureLimits } from "./read-head.ts";

/** Of the rows, what may be missing. */
const MISSING = 0.05;
/** Levels by which a missing row differs, on the mean. */
const DIFFERENT = 6;

const endOfImage = Buffer.from([0xff, 0xd9]);
const startOfScan = Buffer.from([0xff, 0xda]);

/**
 * A JPEG with its end: one whose last bytes were lost on the way is shown by every phone, with grey
 * where rows are missing. What lacks more than a twentieth of its rows stays as it is, and is damaged.
 */
export async function withEnd(bytes: Uint8Array, limits: PictureLimits): Promise<Uint8Array> {
  const jpeg = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // Neither marker occurs inside a scan; a thumbnail, which has both, comes before the last scan.
  const scan = jpeg.lastIndexOf(startOfScan);
  if (scan < 0 || jpeg.lastIndexOf(endOfImage) > scan) return bytes;
  const ended = Buffer.concat([jpeg, endOfImage]);
  // The decoder does not say where the data ended. Two decodings differ from the first row that it had to make up:
  // one is given nothing there, the other noise.
  const noisy = Buffer.concat([jpeg, noise(Math.max(4_096, jpeg.length >> 3)), endOfImage]);
  const [one, other] = [await smallRows(ended, limits), await smallRows(noisy, limits)];
  const first = one.findIndex((row, index) => difference(row, other[index]) > DIFFERENT);
  const missing = first < 0 ? 0 : one.length - first;
  return missing <= Math.ceil(one.length * MISSING) ? ended : bytes;
}

/** The rows of a picture at an eighth of its size, which takes little time and memory to decode. */
async function smallRows(jpeg: Buffer, { timeoutSeconds = 20 }: PictureLimits) {
  const sharp = await loadSharp();
  const open = () => sharp(jpeg, { failOn: "none", limitInputPixels: false });
  const { width, height } = await open().metadata();
  const { data, info } = await open()
    .timeout({ seconds: timeoutSeconds })
    .resize(Math.ceil(width / 8), Math.ceil(height / 8), { fit: "fill" })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const length = info.width * info.channels;
  return Array.from({ length: info.height }, (_, index) =>
    data.subarray(index * length, (index + 1) * length),
  );
}

function difference(one: Uint8Array, other: Uint8Array = one): number {
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;
}

/** Bytes that look like a scan: any but markers, the same each time. */
function noise(length: number): Buffer {
  // The first stays 0: data that was cut within a pair may end with 0xff.
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let at = 1; at < length; at++) {
    state = (state * 1_103_515_245 + 12_345) % 0x80000000;
    bytes[at] = (state >> 16) % 0xff;
  }
  return bytes;
}

/** A box of the ISO base media file format, ISO/IEC 14496-12, 4.2. */
export interface Box {
  readonly name: string;
  /** Where its length stands. */
  readonly at: number;
  /** Where its content starts and ends. */
  readonly start: number;
  readonly end: number;
}

/**
 * Boxes read in one container at most. Strangers choose the bytes: 50 MB of empty boxes would be six
 * million. Films cut into fragments have more, but only after the box that describes the tracks.
 */
const MAX_BOXES = 1_024;

/** The first boxes between two places, one after the other; the last may be cut off. */
export function boxesIn(bytes: Buffer, start: number, end: number): readonly Box[] {
  const boxes: Box[] = [];
  for (let at = start; at + 8 <= Math.min(end, bytes.length) && boxes.length < MAX_BOXES; ) {
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= bytes.length;
    const head = isLong ? 16 : 8;
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? end - at : short;
    // A box that is shorter than its head is damage: what follows is not known.
    if (length < head) break;
    const name = bytes.toString("latin1", at + 4, at + 8);
    boxes.push({ name, at, start: at + head, end: Math.min(at + length, end) });
    at += length;
  }
  return boxes;
}

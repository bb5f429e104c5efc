/** A part of a JPEG: a segment with its marker, or what comes between the marker of a scan and the next. */
export interface JpegSegment {
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

export const START_OF_SCAN = 0xda;
export const END_OF_IMAGE = 0xd9;

/**
 * The segments up to the picture's end. Decoders skip bytes between segments that belong to none, so
 * they are left out here as well.
 */
export function* jpegSegments(jpeg: Buffer): Generator<JpegSegment> {
  for (let start = jpeg.indexOf(0xff, 2); start >= 0 && start + 1 < jpeg.length; ) {
    const marker = jpeg[start + 1] ?? END_OF_IMAGE;
    if (marker === END_OF_IMAGE) return yield { marker, start, end: start + 2 };
    // 0xff may be repeated; before 0 it is data, and restarts and their like have no length.
    if (marker === 0xff || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) {
      start = jpeg.indexOf(0xff, start + 1);
      continue;
    }
    if (start + 4 > jpeg.length) return;
    const head = start + 2 + jpeg.readUInt16BE(start + 2);
    const end = Math.min(jpeg.length, marker === START_OF_SCAN ? endOfScan(jpeg, head) : head);
    yield { marker, start, end };
    start = jpeg.indexOf(0xff, end);
  }
}

/** A scan ends before the next marker that is neither a stuffed 0xff nor a restart. */
function endOfScan(jpeg: Buffer, start: number): number {
  for (let at = jpeg.indexOf(0xff, start); at >= 0; at = jpeg.indexOf(0xff, at + 1)) {
    const next = jpeg[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return jpeg.length;
}

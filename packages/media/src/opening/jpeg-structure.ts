import { ReparteeError } from "@repartee/protocol";
import { jpegSegments, START_OF_SCAN } from "../sniff/jpeg-segments.ts";

/**
 * Segments of a JPEG at most. A profile has up to 255, and a depth map as XMP some hundred. The decoder
 * keeps each: a million in 5 MB took 3 seconds and 370 MB.
 */
const MOST_SEGMENTS = 4_096;
/**
 * Scans at most; encoders write about ten. The decoder goes over all pixels in each, before its
 * time limit counts.
 */
const MOST_SCANS = 100;

/**
 * The number of scans of a JPEG. Refuses one that is cheap to send and expensive to decode, before it is
 * decoded.
 */
export function scansOf(bytes: Uint8Array): number {
  const jpeg = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let [segments, scans] = [0, 0];
  for (const { marker } of jpegSegments(jpeg)) {
    segments++;
    if (marker === START_OF_SCAN) scans++;
    if (segments > MOST_SEGMENTS) throw tooMany("segments", MOST_SEGMENTS);
    if (scans > MOST_SCANS) throw tooMany("scans", MOST_SCANS);
  }
  return scans;
}

function tooMany(what: string, most: number): ReparteeError {
  return new ReparteeError(
    "image_unreadable",
    `The picture cannot be read: it has more than ${most} ${what}.`,
  );
}

import { ReparteeError } from "@repartee/protocol";
import type { Metadata } from "sharp";
import { bytesOf, type MediaInput } from "../media.ts";
import { sniffType } from "../sniff/sniff-type.ts";
import { countFrames } from "./count-frames.ts";
import { withDecodableBrand } from "./decodable-brand.ts";
import { scansOf } from "./jpeg-structure.ts";
import { loadSharp, unreadable } from "./load-sharp.ts";

/** How much work a picture from a stranger may make. */
export interface PictureLimits {
  /** Pixels of all its frames together at most. Default: 50 million, what the cameras of phones make. */
  readonly maxInputPixels?: number | undefined;
  /** Frames of an animation at most. Default: 1,000, which is over a minute. */
  readonly maxFrames?: number | undefined;
  /** Seconds that one step may take. Default: 20. */
  readonly timeoutSeconds?: number | undefined;
  /** Stops before the next step. */
  readonly signal?: AbortSignal | undefined;
}

/** What the head of a picture says. */
export interface PictureHead {
  /** The type of the bytes. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** Pixels of a frame as it is seen, orientation applied. */
  readonly width: number;
  readonly height: number;
  /** 1 unless it moves. */
  readonly frames: number;
  /** Pictures in the file that do not move, as a fax has them; only the first is read. */
  readonly pages: number;
  readonly hasAlpha: boolean;
  readonly metadata: Metadata;
  /** Bytes of memory that work on it takes at most. */
  readonly memory: number;
}

const defaultMaxInputPixels = 50_000_000;
// A frame costs a millisecond of a processor, however few pixels it has: 6,000 of 64 × 64 took 7 to 11 seconds.
const defaultMaxFrames = 1_000;
const defaultTimeoutSeconds = 20;

// The formats that phones and pages send. By type, and not by blocking the library's other loaders:
// that would hold for the whole process, and the app may draw SVG of its own.
const readable = new Set([
  ...["image/jpeg", "image/png", "image/gif", "image/webp", "image/avif", "image/tiff"],
  ...["image/heic", "image/heif"],
]);

/** Of these, several pictures in one file are frames; of all others, pages. */
const moving = new Set(["image/gif", "image/webp"]);

/** Does only the optional library decode this type? */
export function isHeic(contentType: string): boolean {
  return contentType === "image/heic" || contentType === "image/heif";
}

/**
 * Reads a picture's head: what it is, how large, how it is turned. Nothing is decoded.
 *
 * @throws ReparteeError `image_unreadable` for what is not a picture or another kind of one;
 * `image_too_large` for too many pixels.
 */
export async function readHead(
  input: MediaInput,
  limits: PictureLimits = {},
): Promise<PictureHead> {
  const sharp = await loadSharp();
  const given = bytesOf(input);
  const contentType = await sniffType(given, "image/unknown");
  limits.signal?.throwIfAborted();
  if (contentType === undefined || !readable.has(contentType)) {
    const what = contentType ?? "no kind of picture that is known";
    throw new ReparteeError("image_unreadable", `The picture cannot be read: it is ${what}.`);
  }
  const bytes = withDecodableBrand(contentType, given);
  checkFrames(countFrames(contentType, bytes, maxFramesOf(limits) + 1), limits);
  const scans = contentType === "image/jpeg" ? scansOf(bytes) : 1;
  const isMoving = moving.has(contentType);
  try {
    const metadata = await sharp(bytes, {
      ...{ animated: isMoving, limitInputPixels: false },
      failOn: isHeic(contentType) ? "none" : "error",
    })
      .timeout(timeoutOf(limits))
      .metadata();
    const { width, height: whole } = metadata.autoOrient;
    const count = metadata.pages ?? 1;
    const frames = isMoving ? count : 1;
    checkFrames(frames, limits);
    const height = isMoving ? (metadata.pageHeight ?? whole) : whole;
    const pixels = width * height * frames;
    checkPixels(pixels, limits);
    checkScans(pixels, scans, limits);
    return {
      ...{ contentType, bytes, width, height, frames, metadata },
      pages: isMoving ? 1 : count,
      hasAlpha: metadata.hasAlpha,
      memory: pixels * (metadata.isProgressive ? 18 : BYTES_PER_PIXEL),
    };
  } catch (error) {
    throw unreadable(error);
  }
}

/** Measured on 48 million pixels: decoded, scaled, and encoded on several threads at once. */
const BYTES_PER_PIXEL = 12;

function checkFrames(frames: number, limits: PictureLimits): void {
  const limit = maxFramesOf(limits);
  if (frames <= limit) return;
  throw new ReparteeError(
    "image_too_large",
    `The picture has more than ${limit} frames, which is the most that is decoded.`,
  );
}

function checkPixels(pixels: number, limits: PictureLimits): void {
  const limit = maxPixelsOf(limits);
  if (pixels <= limit) return;
  throw new ReparteeError(
    "image_too_large",
    `The picture has ${pixels} pixels; at most ${limit} are decoded.`,
  );
}

/** Scans that a picture of as many pixels as are allowed may have; encoders write 3 to 17. */
const SCANS_OF_LARGEST = 20;

function checkScans(pixels: number, scans: number, limits: PictureLimits): void {
  if (pixels * scans <= maxPixelsOf(limits) * SCANS_OF_LARGEST) return;
  throw new ReparteeError(
    "image_too_large",
    `The picture has ${pixels} pixels in ${scans} scans, which takes too long to decode.`,
  );
}

export function maxPixelsOf({ maxInputPixels = defaultMaxInputPixels }: PictureLimits): number {
  return maxInputPixels;
}

function maxFramesOf({ maxFrames = defaultMaxFrames }: PictureLimits): number {
  return maxFrames;
}

export function timeoutOf({ timeoutSeconds = defaultTimeoutSeconds }: PictureLimits): {
  seconds: number;
} {
  return { seconds: timeoutSeconds };
}

import { ReparteeError } from "@repartee/protocol";
import type { Metadata, Sharp, default as SharpModule, SharpOptions } from "sharp";
import { decodeHeic } from "./decode-heic.ts";
import { loadSharp, unreadable } from "./load-sharp.ts";
import { bytesOf, type MediaInput } from "./media.ts";
import { sniffType } from "./sniff/sniff-type.ts";

/** How much work a picture from a stranger may make. */
export interface PictureLimits {
  /** Pixels of all its frames together at most. Default: 100 million, 300 MB when decoded. */
  readonly maxInputPixels?: number | undefined;
  /** Seconds that one step may take. Default: 20. */
  readonly timeoutSeconds?: number | undefined;
  /** Stops before the next step. */
  readonly signal?: AbortSignal | undefined;
}

/** A picture whose head has been read and found harmless. */
export interface OpenPicture {
  /** The type of the bytes. */
  readonly contentType: string;
  /** Pixels of a frame as it is seen, orientation applied. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly hasAlpha: boolean;
  readonly metadata: Metadata;
  /** A new pipeline from the bytes, upright; every frame of an animation when it is asked for. */
  pipeline(options?: { readonly animated?: boolean }): Sharp;
}

const defaultMaxInputPixels = 100_000_000;
const defaultTimeoutSeconds = 20;

// The formats that phones and pages send. By type, and not by blocking the library's other loaders:
// that would hold for the whole process, and the app may draw SVG of its own.
const readable = new Set([
  "image/jpeg",
  "image/png",
  "image/gif",
  "image/webp",
  "image/avif",
  "image/tiff",
  "image/heic",
  "image/heif",
]);

/**
 * Reads a picture's head: what it is, how large, how it is turned. Nothing is decoded yet, except a
 * HEIC, which only its own library reads.
 *
 * @throws ReparteeError `image_unreadable` for what is no picture or another kind of one;
 * `image_too_large` for too many pixels; `heic_unsupported` when the library for HEIC is not there.
 */
export async function openPicture(
  input: MediaInput,
  limits: PictureLimits = {},
): Promise<OpenPicture> {
  const sharp = await loadSharp();
  const bytes = bytesOf(input);
  const contentType = await sniffType(bytes, "image/unknown");
  limits.signal?.throwIfAborted();
  if (contentType === undefined || !readable.has(contentType)) {
    const what = contentType ?? "no kind of picture that is known";
    throw new ReparteeError("image_unreadable", `The picture cannot be read: it is ${what}.`);
  }
  try {
    return contentType === "image/heic" || contentType === "image/heif"
      ? await openHeic(sharp, bytes, contentType, limits)
      : await openBytes(sharp, bytes, contentType, limits);
  } catch (error) {
    throw unreadable(error);
  }
}

async function openBytes(
  sharp: typeof SharpModule,
  bytes: Uint8Array,
  contentType: string,
  limits: PictureLimits,
): Promise<OpenPicture> {
  // All frames are counted, and a frame that was cut off is damage.
  const options: SharpOptions = {
    limitInputPixels: limits.maxInputPixels ?? defaultMaxInputPixels,
    failOn: "error",
  };
  const metadata = await sharp(bytes, { ...options, animated: true, limitInputPixels: false })
    .timeout(timeoutOf(limits))
    .metadata();
  const frames = metadata.pages ?? 1;
  const { width, height } = metadata.autoOrient;
  const frameHeight = metadata.pageHeight ?? height;
  checkPixels(width * frameHeight * frames, limits);
  return {
    contentType,
    width,
    height: frameHeight,
    frames,
    hasAlpha: metadata.hasAlpha,
    metadata,
    pipeline: ({ animated = false } = {}) =>
      sharp(bytes, { ...options, animated })
        .timeout(timeoutOf(limits))
        .autoOrient(),
  };
}

async function openHeic(
  sharp: typeof SharpModule,
  bytes: Uint8Array,
  contentType: string,
  limits: PictureLimits,
): Promise<OpenPicture> {
  const { data, width, height } = await decodeHeic(bytes, {
    maxPixels: limits.maxInputPixels ?? defaultMaxInputPixels,
    timeoutMs: timeoutOf(limits).seconds * 1000,
    signal: limits.signal,
  });
  const raw = { width, height, channels: 4 as const };
  // The container's own rotation is applied by the decoder; only its metadata is left to read.
  const metadata = await sharp(bytes, { failOn: "none" }).metadata();
  return {
    contentType,
    width,
    height,
    frames: 1,
    hasAlpha: false,
    metadata: { ...metadata, width, height },
    pipeline: () => sharp(data, { raw }).timeout(timeoutOf(limits)).removeAlpha(),
  };
}

function checkPixels(pixels: number, { maxInputPixels }: PictureLimits): void {
  const limit = maxInputPixels ?? defaultMaxInputPixels;
  if (pixels <= limit) return;
  throw new ReparteeError(
    "image_too_large",
    `The picture has ${pixels} pixels; ${limit} is the most that is decoded.`,
  );
}

function timeoutOf({ timeoutSeconds = defaultTimeoutSeconds }: PictureLimits): { seconds: number } {
  return { seconds: timeoutSeconds };
}

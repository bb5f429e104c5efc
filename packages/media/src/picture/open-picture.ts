import type { Sharp } from "sharp";
import { decodeHeic } from "../confined/decode-heic.ts";
import type { MediaInput } from "../media.ts";
import { asTiff } from "../opening/heic-pixels.ts";
import { loadSharp, unreadable } from "../opening/load-sharp.ts";
import { pictureMemory } from "../opening/memory-budget.ts";
import { withEnd } from "../opening/missing-end.ts";
import { pictureLimiter } from "../opening/picture-limiter.ts";
import {
  isHeic,
  maxPixelsOf,
  type PictureHead,
  type PictureLimits,
  readHead,
  timeoutOf,
} from "../opening/read-head.ts";

/** A picture whose head has been read and found harmless. */
export interface OpenPicture extends Omit<PictureHead, "bytes" | "memory"> {
  /** A new pipeline from the bytes, upright; every frame of an animation when it is asked for. */
  pipeline(options?: { readonly animated?: boolean }): Sharp;
}

/**
 * Opens a picture when its turn comes and its memory is free, which all pictures of the process share,
 * and works on it.
 *
 * @throws ReparteeError `image_unreadable` for what is not a picture, or is damaged;
 * `image_too_large` for too many pixels; `image_timeout`; `heic_unsupported` when the library for HEIC
 * is not installed.
 */
export function usePicture<T>(
  input: MediaInput,
  limits: PictureLimits,
  work: (picture: OpenPicture) => Promise<T>,
): Promise<T> {
  return pictureLimiter(async () => {
    const head = await readHead(input, limits);
    return await pictureMemory(head.memory, async () => {
      limits.signal?.throwIfAborted();
      try {
        return await work(await open(head, limits));
      } catch (error) {
        throw unreadable(error);
      }
    });
  });
}

async function open(head: PictureHead, limits: PictureLimits): Promise<OpenPicture> {
  const sharp = await loadSharp();
  const bytes = await readable(head, limits);
  // All frames are counted, and a frame that was cut off is damage.
  const options = { limitInputPixels: maxPixelsOf(limits), failOn: "error" } as const;
  return {
    ...head,
    pipeline: ({ animated = false } = {}) =>
      sharp(bytes, { ...options, animated })
        .timeout(timeoutOf(limits))
        .autoOrient(),
  };
}

/** The bytes as the library reads them. Decodes some, so it runs after the pixels have been counted. */
async function readable(head: PictureHead, limits: PictureLimits): Promise<Uint8Array> {
  if (isHeic(head.contentType)) return await heicPixels(head, limits);
  return head.contentType === "image/jpeg" ? await withEnd(head.bytes, limits) : head.bytes;
}

async function heicPixels(head: PictureHead, limits: PictureLimits): Promise<Uint8Array> {
  const { bytes, metadata, width, height } = head;
  const pixels = await decodeHeic(bytes, {
    maxPixels: width * height,
    timeoutMs: timeoutOf(limits).seconds * 1000,
    signal: limits.signal,
  });
  // The decoder has applied the rotation that the container asks for.
  return asTiff(pixels, { hasAlpha: metadata.hasAlpha, icc: metadata.icc });
}

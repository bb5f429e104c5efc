import { ReparteeError } from "@repartee/protocol";
import type { Sharp } from "sharp";
import { inputOptions, loadSharp, unreadable } from "./load-sharp.ts";
import { bytesOf, type MediaInput } from "./media.ts";
import type { Picture } from "./picture.ts";

export interface FitOptions {
  /** Bytes that the result has at most. */
  readonly maxBytes: number;
  /** Pixels that the result has at most. Default: as many as it has. */
  readonly maxPixels?: number | undefined;
}

const bestQuality = 90;
const leastQuality = 40;

/**
 * Makes a picture a JPEG under a size limit: upright, without metadata, at the best quality that
 * fits; the picture gets smaller only when quality 40 is still too large.
 *
 * @throws ReparteeError `image_unreadable`, or `image_too_large` when not even 16 pixels fit.
 */
export async function fit(
  media: MediaInput,
  { maxBytes, maxPixels }: FitOptions,
): Promise<Picture> {
  const sharp = await loadSharp();
  const bytes = bytesOf(media);
  try {
    const { width, height, autoOrient } = await sharp(bytes, inputOptions).metadata();
    const longer = Math.max(autoOrient.width ?? width, autoOrient.height ?? height);
    const allowed = maxPixels ?? width * height;
    let side = Math.floor(longer * Math.min(1, Math.sqrt(allowed / (width * height))));
    while (side >= 16) {
      const scaled = sharp(bytes, inputOptions)
        .rotate()
        .resize(side, side, { fit: "inside", withoutEnlargement: true })
        .flatten({ background: "#fff" });
      const found = await bestUnder(scaled, maxBytes);
      if ("bytes" in found) return found;
      // Bytes grow with the area: shrink by what is missing, and at least a little.
      side = Math.floor(side * Math.min(0.9, Math.sqrt(maxBytes / found.size)));
    }
  } catch (error) {
    throw unreadable(error);
  }
  throw new ReparteeError("image_too_large", `The picture does not fit in ${maxBytes} bytes.`);
}

/** The best quality under the limit by bisection, or the size that the least quality has. */
async function bestUnder(
  scaled: Sharp,
  maxBytes: number,
): Promise<Picture | { readonly size: number }> {
  const encode = async (quality: number): Promise<Picture> => {
    const { data, info } = await scaled
      .clone()
      .jpeg({ quality, mozjpeg: false })
      .toBuffer({ resolveWithObject: true });
    return { contentType: "image/jpeg", bytes: data, width: info.width, height: info.height };
  };
  const best = await encode(bestQuality);
  if (best.bytes.length <= maxBytes) return best;
  let found = await encode(leastQuality);
  if (found.bytes.length > maxBytes) return { size: found.bytes.length };
  let [low, high] = [leastQuality, bestQuality];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const tried = await encode(middle);
    if (tried.bytes.length > maxBytes) high = middle;
    else [low, found] = [middle, tried];
  }
  return found;
}

import { ReparteeError } from "@repartee/protocol";
import type { MediaInput } from "../media.ts";
import type { PictureLimits } from "../opening/read-head.ts";
import { fitAnimation } from "./fit-animation.ts";
import { fitPhoto } from "./fit-photo.ts";
import { fitPng } from "./fit-png.ts";
import { metadataIn, type RemovedMetadata } from "./image.ts";
import { type OpenPicture, usePicture } from "./open-picture.ts";
import type { Picture } from "./picture.ts";

export interface FitOptions extends PictureLimits {
  /** Bytes that the result has at most. */
  readonly maxBytes: number;
  /** Pixels that one frame of the result has at most. Default: as many as it has. */
  readonly maxPixels?: number | undefined;
  /**
   * Types that the result may have. Default: JPEG, PNG and GIF, which every carrier takes.
   */
  readonly types?: readonly string[] | undefined;
}

/** A picture under its limit, and what that took. */
export interface FittedPicture extends Picture {
  /** What was done, in words for a log: `quality 71`, `shrunk from 4000×3000 to 2000×1500`. */
  readonly steps: readonly string[];
  readonly removed: readonly RemovedMetadata[];
}

/** One way of making a picture fit. */
export interface FitTask {
  readonly picture: OpenPicture;
  readonly maxBytes: number;
  /** Pixels of one frame. */
  readonly maxPixels: number;
  readonly signal?: AbortSignal | undefined;
}

const everywhere: readonly string[] = ["image/jpeg", "image/png", "image/gif"];

/**
 * Makes a picture fit under a size limit with the least loss: upright, without metadata.
 *
 * A photo becomes a JPEG of the best quality that fits, and smaller only when that quality would be
 * poor; a PNG stays one when it fits or is transparent; an animated GIF loses colours, then frames,
 * then size. The result is within 5 % below the limit where the picture has as much to give.
 *
 * @throws ReparteeError `image_unreadable`, `image_timeout`, `heic_unsupported`; `image_too_large`
 * for too many pixels or when nothing fits; `image_type_unavailable` when no type in `types` can
 * hold the picture.
 */
export function fit(media: MediaInput, options: FitOptions): Promise<FittedPicture> {
  return usePicture(media, options, async (picture) => {
    const { maxBytes, maxPixels, types = everywhere, signal } = options;
    const pixels = picture.width * picture.height;
    const task = { picture, maxBytes, maxPixels: Math.min(maxPixels ?? pixels, pixels), signal };
    const { steps, ...fitted } = await strategy(picture, types)(task);
    const first = picture.pages > 1 ? [`first of ${picture.pages} pages`] : [];
    return { ...fitted, steps: [...first, ...steps], removed: metadataIn(picture.metadata) };
  });
}

type Strategy = (task: FitTask) => Promise<Picture & { readonly steps: readonly string[] }>;

function strategy(picture: OpenPicture, types: readonly string[]): Strategy {
  const can = (type: string) => types.includes(type);
  if (picture.frames > 1 && can("image/gif")) return (task) => fitAnimation(task, "image/gif");
  if (picture.frames > 1 && can("image/webp")) return (task) => fitAnimation(task, "image/webp");
  const isLossless = /^image\/(png|gif)$/.test(picture.contentType) || picture.hasAlpha;
  if (isLossless && can("image/png"))
    return (task) => fitPng(task, can("image/jpeg") && !picture.hasAlpha);
  if (can("image/jpeg")) return (task) => fitPhoto(task, "image/jpeg");
  if (can("image/webp")) return (task) => fitPhoto(task, "image/webp");
  throw new ReparteeError(
    "image_type_unavailable",
    `A picture of type ${picture.contentType} cannot be made one of ${types.join(", ")}.`,
  );
}

import { ReparteeError } from "@repartee/protocol";
import type { FitTask } from "./fit.ts";
import { fitPhoto } from "./fit-photo.ts";
import type { Picture } from "./picture.ts";

/** Colours of a palette, the most first; 0 is none, without loss. */
const palettes = [0, 256, 128, 64];
/** The palette of a picture that has to become smaller: fewer would be seen sooner than its size. */
const SHRUNK = 128;
/** Of the limit: aimed at, and near enough. */
const AIM = 0.97;
const NEAR = 0.95;
/** Smaller than this on its longer side is no picture any more. */
const MIN_SIDE = 16;

type Fitted = Picture & { readonly steps: readonly string[] };

/**
 * Keeps a PNG a PNG: without loss, then with fewer colours, then smaller. One that may become a JPEG
 * does so when it does not fit without loss.
 */
export async function fitPng(task: FitTask, mayBeJpeg: boolean): Promise<Fitted> {
  const { picture, maxBytes, maxPixels, signal } = task;
  const longer = Math.max(picture.width, picture.height);
  const largest = Math.min(1, Math.sqrt(maxPixels / (picture.width * picture.height)));

  let made = await make(largest, 0);
  for (const colours of palettes) {
    if (colours > 0) made = await make(largest, colours);
    if (made.bytes.length <= maxBytes) return made;
    if (mayBeJpeg) return fitPhoto(task, "image/jpeg");
  }

  // Then smaller: bytes go nearly with the area, so the next try is told from the last one.
  let best: Fitted | undefined;
  let [scale, tooLarge] = [largest, largest];
  for (let tries = 0; tries < 24; tries++) {
    scale *= Math.max(0.2, Math.sqrt((maxBytes * AIM) / made.bytes.length));
    // Between what fits and what does not, when that would lead out of it.
    if (scale >= tooLarge) scale = tooLarge * 0.98;
    if (longer * scale < Math.min(MIN_SIDE, longer)) break;
    made = await make(scale, SHRUNK);
    if (made.bytes.length > maxBytes) {
      tooLarge = scale;
      if (best) break;
    } else {
      if (!best || made.bytes.length > best.bytes.length) best = made;
      if (made.bytes.length >= maxBytes * NEAR || tries > 6) break;
    }
  }
  if (best) return best;
  throw new ReparteeError("image_too_large", `The picture does not fit in ${maxBytes} bytes.`);

  async function make(scale: number, colours: number): Promise<Fitted> {
    signal?.throwIfAborted();
    const side = Math.max(1, Math.floor(longer * scale));
    const { data, info } = await picture
      .pipeline()
      .resize(side, side, { fit: "inside", withoutEnlargement: true })
      .png(colours === 0 ? { compressionLevel: 9 } : { palette: true, colours, effort: 7 })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const shrunk = `shrunk from ${picture.width}×${picture.height} to ${width}×${height}`;
    const steps = [
      ...(width < picture.width ? [shrunk] : []),
      ...(colours > 0 ? [`${colours} colours`] : []),
    ];
    return { contentType: "image/png", bytes: data, width, height, steps };
  }
}

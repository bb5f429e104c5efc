import { ReparteeError } from "@repartee/protocol";
import type { FitTask } from "./fit.ts";
import { fitPhoto } from "./fit-photo.ts";
import type { Picture } from "./picture.ts";

/** Colours of a palette, the most first; 0 is none, without loss. */
const palettes = [0, 256, 128, 64, 32];

/**
 * Keeps a PNG a PNG: without loss, then with fewer colours, then smaller. One that may become a JPEG
 * does so when it does not fit without loss, and when the JPEG is the smaller one of the two.
 */
export async function fitPng(
  task: FitTask,
  mayBeJpeg: boolean,
): Promise<Picture & { readonly steps: readonly string[] }> {
  const { picture, maxBytes, maxPixels, signal } = task;
  const longer = Math.max(picture.width, picture.height);
  let side = Math.floor(
    longer * Math.min(1, Math.sqrt(maxPixels / (picture.width * picture.height))),
  );
  for (; side >= 16; side = Math.floor(side * 0.8)) {
    for (const colours of palettes) {
      signal?.throwIfAborted();
      const { data, info } = await picture
        .pipeline()
        .resize(side, side, { fit: "inside", withoutEnlargement: true })
        .png(colours === 0 ? { compressionLevel: 9 } : { palette: true, colours, effort: 7 })
        .toBuffer({ resolveWithObject: true });
      if (data.length > maxBytes) {
        if (mayBeJpeg) return fitPhoto(task, "image/jpeg");
        continue;
      }
      const shrunk = `shrunk from ${picture.width}×${picture.height} to ${info.width}×${info.height}`;
      return {
        contentType: "image/png",
        bytes: data,
        width: info.width,
        height: info.height,
        steps: [
          ...(info.width < picture.width ? [shrunk] : []),
          ...(colours > 0 ? [`${colours} colours`] : []),
        ],
      };
    }
  }
  throw new ReparteeError("image_too_large", `The picture does not fit in ${maxBytes} bytes.`);
}

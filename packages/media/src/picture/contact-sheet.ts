import type { MediaInput } from "../media.ts";
import { loadSharp, unreadable } from "../opening/load-sharp.ts";
import type { PictureLimits } from "../opening/read-head.ts";
import { usePicture } from "./open-picture.ts";
import type { Picture } from "./picture.ts";

export interface ContactSheetOptions extends PictureLimits {
  /** Pixels of one picture's square. Default: 360. */
  readonly cell?: number | undefined;
  /** Pixels between and around the squares. Default: 20. */
  readonly gap?: number | undefined;
  /** A CSS colour. Default: white. */
  readonly background?: string | undefined;
}

/**
 * All pictures as squares on one sheet, upright and without metadata, as a JPEG.
 *
 * @throws ReparteeError `image_unreadable` when one of them cannot be read.
 */
export async function contactSheet(
  pictures: readonly MediaInput[],
  { cell = 360, gap = 20, background = "#fff", ...limits }: ContactSheetOptions = {},
): Promise<Picture> {
  const sharp = await loadSharp();
  const columns = Math.max(1, Math.ceil(Math.sqrt(pictures.length)));
  const at = (index: number) => gap + index * (cell + gap);
  try {
    const squares = await Promise.all(
      pictures.map((media) =>
        usePicture(media, limits, (opened) =>
          opened.pipeline().resize(cell, cell, { fit: "cover" }).png().toBuffer(),
        ),
      ),
    );
    const rows = Math.max(1, Math.ceil(pictures.length / columns));
    const { data, info } = await sharp({
      create: { width: at(columns), height: at(rows), channels: 3, background },
    })
      .composite(
        squares.map((input, index) => ({
          input,
          left: at(index % columns),
          top: at(Math.floor(index / columns)),
        })),
      )
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true });
    return { contentType: "image/jpeg", bytes: data, width: info.width, height: info.height };
  } catch (error) {
    throw unreadable(error);
  }
}

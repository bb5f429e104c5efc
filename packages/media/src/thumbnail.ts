import { unreadable } from "./load-sharp.ts";
import type { MediaInput } from "./media.ts";
import { openPicture, type PictureLimits } from "./open-picture.ts";
import type { Picture } from "./picture.ts";

/**
 * A small JPEG of a picture: upright, cropped to the box, without metadata.
 *
 * @param box pixels.
 * @throws ReparteeError `image_unreadable`.
 */
export async function thumbnail(
  media: MediaInput,
  box: { readonly width: number; readonly height: number },
  limits: PictureLimits = {},
): Promise<Picture> {
  try {
    const opened = await openPicture(media, limits);
    const { data, info } = await opened
      .pipeline()
      .resize(box.width, box.height, { fit: "cover" })
      .flatten({ background: "#fff" })
      .jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    return { contentType: "image/jpeg", bytes: data, width: info.width, height: info.height };
  } catch (error) {
    throw unreadable(error);
  }
}

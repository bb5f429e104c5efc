import type { MediaInput } from "../media.ts";
import type { PictureLimits } from "../opening/read-head.ts";
import { usePicture } from "./open-picture.ts";
import type { Picture } from "./picture.ts";

/**
 * A small JPEG of a picture: upright, cropped to the box, without metadata.
 *
 * @param box pixels.
 * @throws ReparteeError `image_unreadable`, `image_too_large`, `image_timeout`, `heic_unsupported`.
 */
export function thumbnail(
  media: MediaInput,
  box: { readonly width: number; readonly height: number },
  limits: PictureLimits = {},
): Promise<Picture> {
  return usePicture(media, limits, async (opened) => {
    const { data, info } = await opened
      .pipeline()
      .resize(box.width, box.height, { fit: "cover" })
      .flatten({ background: "#fff" })
      .jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    return { contentType: "image/jpeg", bytes: data, width: info.width, height: info.height };
  });
}

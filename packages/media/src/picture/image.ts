import type { Metadata } from "sharp";
import type { MediaInput } from "../media.ts";
import { asUpright, prefixed, readExif } from "../metadata/exif.ts";
import { withExif } from "../metadata/jpeg-place.ts";
import { isHeic, type PictureLimits } from "../opening/read-head.ts";
import { type OpenPicture, usePicture } from "./open-picture.ts";
import type { Picture } from "./picture.ts";

export interface ImageOptions extends PictureLimits {
  /** Keeps EXIF, GPS, colour profile and the rest. Default: false, they are removed. */
  readonly keepMetadata?: boolean | undefined;
}

/** What a picture carried beside its pixels. */
export type RemovedMetadata = "exif" | "gps" | "icc" | "iptc" | "xmp" | "comments";

/** A picture made upright and clean. */
export interface CleanPicture extends Picture {
  /** What was taken out; empty when there was nothing, or it was kept. */
  readonly removed: readonly RemovedMetadata[];
  /** Was it turned or mirrored to stand upright? */
  readonly wasTurned: boolean;
  /** Pictures in the file; this is the first. 1 for most, more for a fax or a scan. */
  readonly pages: number;
}

/**
 * A picture as it is to be seen: turned upright, without metadata and place. JPEG stays JPEG, PNG
 * stays PNG, WebP and GIF stay, with all their frames; everything else becomes a JPEG, or a PNG when it
 * is transparent. Of a file with several pages it is the first.
 *
 * @throws ReparteeError `image_unreadable`, `image_too_large`, `image_timeout`, `heic_unsupported`.
 * @example
 * const { bytes, removed } = await image(await message.media[0].fetch());
 */
export function image(media: MediaInput, options: ImageOptions = {}): Promise<CleanPicture> {
  return usePicture(media, options, async (opened) => {
    const { keepMetadata = false } = options;
    let pipeline = opened.pipeline({ animated: opened.frames > 1 });
    if (keepMetadata) pipeline = pipeline.keepMetadata();
    const { contentType, encode } = formatFor(opened);
    const { data, info } = await encode(pipeline).toBuffer({ resolveWithObject: true });
    const isDecodedElsewhere = keepMetadata && isHeic(opened.contentType);
    return {
      contentType,
      bytes: isDecodedElsewhere ? withItsExif(data, contentType, opened.metadata) : data,
      width: info.width,
      height: info.pageHeight ?? info.height,
      removed: keepMetadata ? [] : metadataIn(opened.metadata),
      wasTurned: (opened.metadata.orientation ?? 1) > 1,
      pages: opened.pages,
    };
  });
}

function formatFor({ contentType, hasAlpha }: OpenPicture) {
  type Pipeline = ReturnType<OpenPicture["pipeline"]>;
  const isStill = contentType !== "image/webp" && contentType !== "image/gif";
  switch (isStill && hasAlpha ? "image/png" : contentType) {
    case "image/png":
      return { contentType: "image/png", encode: (pipeline: Pipeline) => pipeline.png() };
    case "image/webp":
      return { contentType, encode: (pipeline: Pipeline) => pipeline.webp({ quality: 90 }) };
    case "image/gif":
      return { contentType, encode: (pipeline: Pipeline) => pipeline.gif() };
    default:
      return {
        contentType: "image/jpeg",
        encode: (pipeline: Pipeline) =>
          pipeline.flatten({ background: "#fff" }).jpeg({ quality: 92 }),
      };
  }
}

/** The decoder of HEIC gives pixels alone: place, date and camera are added to what was made of them. */
function withItsExif(made: Buffer, contentType: string, { exif }: Metadata): Buffer {
  if (!exif || contentType !== "image/jpeg") return made;
  return withExif(made, prefixed(asUpright(exif)));
}

/** Names what a picture carries; GPS is looked for within EXIF. */
export function metadataIn(metadata: Metadata): readonly RemovedMetadata[] {
  const removed: RemovedMetadata[] = [];
  if (metadata.exif) removed.push("exif");
  if (metadata.exif && readExif(metadata.exif).hasGps) removed.push("gps");
  if (metadata.icc) removed.push("icc");
  if (metadata.iptc) removed.push("iptc");
  if (metadata.xmp) removed.push("xmp");
  if (metadata.comments?.length) removed.push("comments");
  return removed;
}

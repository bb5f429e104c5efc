import type { Metadata } from "sharp";
import { unreadable } from "./load-sharp.ts";
import type { MediaInput } from "./media.ts";
import { type OpenPicture, openPicture, type PictureLimits } from "./open-picture.ts";
import type { Picture } from "./picture.ts";
import { pictureWork } from "./picture-work.ts";

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
}

/**
 * A picture as it is to be seen: turned upright, without metadata and place. JPEG stays JPEG, PNG
 * stays PNG, WebP and GIF stay, with all their frames; everything else becomes a JPEG.
 *
 * @throws ReparteeError `image_unreadable`, `image_too_large`, `image_timeout`, `heic_unsupported`.
 * @example
 * const { bytes, removed } = await image(await message.media[0].fetch());
 */
export function image(media: MediaInput, options: ImageOptions = {}): Promise<CleanPicture> {
  return pictureWork(async () => {
    const opened = await openPicture(media, options);
    const { keepMetadata = false } = options;
    try {
      let pipeline = opened.pipeline({ animated: opened.frames > 1 });
      if (keepMetadata) pipeline = pipeline.keepMetadata();
      const { contentType, encode } = formatFor(opened);
      const { data, info } = await encode(pipeline).toBuffer({ resolveWithObject: true });
      return {
        contentType,
        bytes: data,
        width: info.width,
        height: info.pageHeight ?? info.height,
        removed: keepMetadata ? [] : metadataIn(opened.metadata),
        wasTurned: (opened.metadata.orientation ?? 1) > 1,
      };
    } catch (error) {
      throw unreadable(error);
    }
  });
}

function formatFor({ contentType }: OpenPicture) {
  type Pipeline = ReturnType<OpenPicture["pipeline"]>;
  switch (contentType) {
    case "image/png":
      return { contentType, encode: (pipeline: Pipeline) => pipeline.png() };
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

/** Names what a picture carries; GPS is looked for within EXIF. */
export function metadataIn(metadata: Metadata): readonly RemovedMetadata[] {
  const removed: RemovedMetadata[] = [];
  if (metadata.exif) removed.push("exif");
  if (metadata.exif && hasGps(metadata.exif)) removed.push("gps");
  if (metadata.icc) removed.push("icc");
  if (metadata.iptc) removed.push("iptc");
  if (metadata.xmp) removed.push("xmp");
  if (metadata.comments?.length) removed.push("comments");
  return removed;
}

/** Has the first directory of EXIF the tag 0x8825, which points at GPS? */
function hasGps(exif: Buffer): boolean {
  const start = exif.toString("latin1", 0, 4) === "Exif" ? 6 : 0;
  const order = exif.toString("latin1", start, start + 2);
  if (order !== "II" && order !== "MM") return false;
  const read = (at: number, bytes: 2 | 4) =>
    at + bytes > exif.length
      ? 0
      : order === "II"
        ? exif.readUIntLE(at, bytes)
        : exif.readUIntBE(at, bytes);
  const directory = start + read(start + 4, 4);
  const entries = read(directory, 2);
  for (let index = 0; index < entries; index++)
    if (read(directory + 2 + index * 12, 2) === 0x8825) return true;
  return false;
}

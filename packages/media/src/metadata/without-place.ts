import { gifWithoutPlace } from "./gif-place.ts";
import { heifWithoutPlace } from "./heif-place.ts";
import { jpegWithoutPlace } from "./jpeg-place.ts";
import { matroskaWithoutPlace } from "./matroska-place.ts";
import { mp4WithoutPlace } from "./mp4-place.ts";
import { pngWithoutPlace } from "./png-place.ts";
import { tiffWithoutPlace } from "./tiff-place.ts";
import { webpWithoutPlace } from "./webp-place.ts";

/**
 * The same media without the position where it was taken, and without any loss; `undefined` when it
 * carries none, or is of a type that is not read here.
 *
 * A picture keeps how it is turned, and its colours; the rest of its EXIF, XMP and IPTC goes with the
 * position, because cameras repeat it there.
 */
export function withoutPlace(contentType: string, bytes: Uint8Array): Uint8Array | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return removers[contentType]?.(buffer);
}

const removers: Readonly<Record<string, (bytes: Buffer) => Buffer | undefined>> = {
  "image/jpeg": jpegWithoutPlace,
  "image/png": pngWithoutPlace,
  "image/webp": webpWithoutPlace,
  "image/gif": gifWithoutPlace,
  "image/tiff": tiffWithoutPlace,
  "image/heic": heifWithoutPlace,
  "image/heif": heifWithoutPlace,
  "image/heic-sequence": heifWithoutPlace,
  "image/heif-sequence": heifWithoutPlace,
  "image/avif": heifWithoutPlace,
  "video/mp4": mp4WithoutPlace,
  "video/quicktime": mp4WithoutPlace,
  "video/3gpp": mp4WithoutPlace,
  "video/3gpp2": mp4WithoutPlace,
  "audio/mp4": mp4WithoutPlace,
  "audio/3gpp": mp4WithoutPlace,
  "audio/3gpp2": mp4WithoutPlace,
  "video/matroska": matroskaWithoutPlace,
  "audio/matroska": matroskaWithoutPlace,
  "video/webm": matroskaWithoutPlace,
  "audio/webm": matroskaWithoutPlace,
};

import { boxesIn } from "../sniff/boxes.ts";
import { orientationOnly, readExif } from "./exif.ts";
import { itemsIn } from "./heif-items.ts";
import { mp4WithoutPlace } from "./mp4-place.ts";
import { namesPlace } from "./xmp.ts";

/**
 * A HEIC or AVIF without the position; `undefined` when it has none. What carries it is overwritten, so
 * that nothing changes its place. The film of a moving photo loses its position too.
 */
export function heifWithoutPlace(heif: Buffer): Buffer | undefined {
  const withoutFilm = mp4WithoutPlace(heif);
  const bytes = withoutFilm ?? heif;
  const meta = boxesIn(bytes, 0, bytes.length).find(({ name }) => name === "meta");
  const metadata = meta ? itemsIn(bytes, meta).filter(({ kind }) => kind !== undefined) : [];
  const isPlaced = metadata.some(({ kind, extents }) => {
    const content = Buffer.concat(extents.map(({ start, end }) => bytes.subarray(start, end)));
    return kind === "exif" ? readExif(exifIn(content)).hasGps : namesPlace(content);
  });
  if (!isPlaced) return withoutFilm;
  const clean = withoutFilm ?? Buffer.from(heif);
  for (const { kind, extents } of metadata) {
    const [first] = extents;
    for (const { start, end } of extents) clean.fill(kind === "exif" ? 0 : 0x20, start, end);
    // How the picture is turned stands in its properties; EXIF repeats it for old programs, which do not read HEIC.
    if (kind === "exif" && first) emptyExif.copy(clean, first.start, 0, first.end - first.start);
  }
  return clean;
}

/** An item of EXIF says first how many bytes precede the EXIF: ISO/IEC 23008-12, A.2.1. */
function exifIn(item: Buffer): Buffer {
  return item.length < 4 ? item : item.subarray(4 + item.readUInt32BE());
}

const emptyExif = Buffer.concat([Buffer.alloc(4), orientationOnly(1)]);

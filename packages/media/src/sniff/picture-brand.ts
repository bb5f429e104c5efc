import { type Box, boxesIn } from "./boxes.ts";

const avif = ["avif", "avis", "avio"];
const heic = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"];
/** Brands that name the container of pictures and not their codec. */
const containers = ["mif1", "mif2", "msf1", "miaf", "MA1A", "MA1B"];

/** Real files name fewer than ten; strangers' bytes could name millions. */
const MAX_BRANDS = 64;

/**
 * The type of a picture in the container that it shares with films; `undefined` for a film, and where
 * neither brands nor boxes show the codec.
 *
 * The major brand decides when it names the codec. When it names only the container, or is unknown and
 * the file has no film, the compatible brands decide, and then the picture's own item. "MIAF",
 * ISO/IEC 23000-22, 7.2; "AV1 Image File Format", 6, aomediacodec.github.io/av1-avif
 */
export function pictureBrand(
  bytes: Buffer,
): "image/avif" | "image/heic" | "image/heif" | undefined {
  const boxes = boxesIn(bytes, 0, bytes.length);
  const [first] = boxes;
  if (first?.name !== "ftyp") return undefined;
  const [major = "", ...compatible] = brandsIn(bytes, first);
  if (avif.includes(major)) return "image/avif";
  if (heic.includes(major)) return "image/heic";
  const meta = boxes.find((box) => box.name === "meta");
  if (!containers.includes(major) && !isPicture(bytes, boxes, meta)) return undefined;
  const has = (brands: readonly string[]) => compatible.some((name) => brands.includes(name));
  if (has(avif)) return "image/avif";
  if (has(heic)) return "image/heic";
  const items = meta ? bytes.subarray(meta.start, meta.end) : Buffer.alloc(0);
  if (items.includes("av01") || items.includes("av1C")) return "image/avif";
  return items.includes("hvc1") || items.includes("hvcC") ? "image/heic" : "image/heif";
}

/** The major brand, then the compatible ones. Between them stands a version. */
function brandsIn(bytes: Buffer, { start, end }: Box): readonly string[] {
  const names: string[] = [];
  for (let at = start; at + 4 <= Math.min(end, bytes.length) && names.length < MAX_BRANDS; at += 4)
    if (at !== start + 4) names.push(bytes.toString("latin1", at, at + 4));
  return names;
}

/** Are there pictures in it, and no film? ISO/IEC 23008-12, 6.2: their `meta` has the handler `pict`. */
function isPicture(bytes: Buffer, boxes: readonly Box[], meta: Box | undefined): boolean {
  if (meta === undefined || boxes.some((box) => box.name === "moov")) return false;
  const handler = boxesIn(bytes, meta.start + 4, meta.end).find((box) => box.name === "hdlr");
  return (
    handler !== undefined &&
    bytes.toString("latin1", handler.start + 8, handler.start + 12) === "pict"
  );
}

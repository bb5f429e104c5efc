import { boxesIn } from "./boxes.ts";

const avif = ["avif", "avis", "avio"];
const heic = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"];

/** Real files name fewer than ten; strangers' bytes could name millions. */
const MAX_BRANDS = 64;

/**
 * The type of a HEIF container by its codec; `undefined` where that is not to be found. The major brand
 * may name the container only (`mif1`, `msf1`): then the compatible brands decide, or the picture's own
 * item. "MIAF", ISO/IEC 23000-22, 7.2.
 */
export function pictureBrand(bytes: Buffer): "image/avif" | "image/heic" | undefined {
  const [first, meta] = ["ftyp", "meta"].map((name) =>
    boxesIn(bytes, 0, bytes.length).find((box) => box.name === name),
  );
  if (first?.at !== 0) return undefined;
  const names: string[] = [];
  for (let at = first.start; at + 4 <= first.end && names.length < MAX_BRANDS; at += 4)
    if (at !== first.start + 4) names.push(bytes.toString("latin1", at, at + 4));
  const [major = "", ...compatible] = names;
  const has = (brands: readonly string[]) => compatible.some((name) => brands.includes(name));
  if (avif.includes(major)) return "image/avif";
  if (heic.includes(major)) return "image/heic";
  if (major !== "mif1" && major !== "msf1" && major !== "miaf") return undefined;
  if (has(avif)) return "image/avif";
  if (has(heic)) return "image/heic";
  const items = meta ? bytes.subarray(meta.start, meta.end) : Buffer.alloc(0);
  if (items.includes("av01") || items.includes("av1C")) return "image/avif";
  return items.includes("hvc1") || items.includes("hvcC") ? "image/heic" : undefined;
}

import { type Box, boxesIn } from "../sniff/boxes.ts";
import { namesPlace } from "./xmp.ts";

// Where phones write the position: QuickTime's `©xyz`, 3GPP TS 26.244's `loci`, and Apple's metadata by
// key, developer.apple.com/documentation/quicktime-file-format/metadata_atoms_and_types
const placed = new Set(["\u00a9xyz", "loci"]);
// `mpvd` is the film of a moving photo: source.android.com/docs/core/camera/motion-photos
const containers = new Set(["moov", "trak", "udta", "meta", "ilst", "mpvd"]);
/** Names a box with XMP: "XMP Specification", part 3, 1.2.7. */
const xmpIdentifier = Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex");

/** A film or recording without the position; `undefined` when it has none. Nothing in it changes its place. */
export function mp4WithoutPlace(mp4: Buffer): Buffer | undefined {
  const found = placesIn(mp4, { start: 0, end: mp4.length }, 0);
  if (found.length === 0) return undefined;
  const clean = Buffer.from(mp4);
  for (const { at, start, end } of found) {
    // Free space of the same length.
    clean.write("free", at + 4, "latin1");
    clean.fill(0, start, end);
  }
  return clean;
}

function placesIn(
  mp4: Buffer,
  { start, end }: Pick<Box, "start" | "end">,
  depth: number,
): readonly Box[] {
  return boxesIn(mp4, start, end).flatMap((box) => {
    if (placed.has(box.name) || isPlacedXmp(mp4, box)) return [box];
    if (!containers.has(box.name) || depth > 4) return [];
    if (box.name !== "meta") return placesIn(mp4, box, depth + 1);
    // ISO's `meta` has a version in front of its boxes, QuickTime's has none.
    const first = mp4.toString("latin1", box.start + 4, box.start + 8);
    const inner = first === "hdlr" ? box : { ...box, start: box.start + 4 };
    return [...placesByKey(mp4, inner), ...placesIn(mp4, inner, depth + 1)];
  });
}

function isPlacedXmp(mp4: Buffer, { name, start, end }: Box): boolean {
  const isXmp =
    name === "XMP_" || (name === "uuid" && mp4.subarray(start, start + 16).equals(xmpIdentifier));
  return isXmp && namesPlace(mp4.subarray(start, end));
}

/** Items whose key speaks of a location: an item's name is the number of its key. */
function placesByKey(mp4: Buffer, { start, end }: Pick<Box, "start" | "end">): readonly Box[] {
  const boxes = boxesIn(mp4, start, end);
  const keys = boxes.find(({ name }) => name === "keys");
  const items = boxes.find(({ name }) => name === "ilst");
  if (!keys || !items) return [];
  const numbers = new Set<number>();
  for (const [index, key] of boxesIn(mp4, keys.start + 8, keys.end).entries())
    if (mp4.toString("latin1", key.start, key.end).includes("location")) numbers.add(index + 1);
  return boxesIn(mp4, items.start, items.end).filter(({ at }) =>
    numbers.has(mp4.readUInt32BE(at + 4)),
  );
}

import { type Box, boxesIn } from "../sniff/boxes.ts";

type Place = Pick<Box, "start" | "end">;

/** An item of a HEIC or AVIF, and where its bytes stand. */
export interface HeifItem {
  /** What metadata it is; `undefined` for pictures and everything else. */
  readonly kind: "exif" | "xmp" | undefined;
  readonly extents: readonly Place[];
}

/** Items and extents that are read: real files have at most some hundred tiles. */
const MOST = 4_096;

/** The items that a `meta` box describes: ISO/IEC 14496-12, 8.11.3 and 8.11.6. */
export function itemsIn(heif: Buffer, meta: Place): readonly HeifItem[] {
  const boxes = boxesIn(heif, meta.start + 4, meta.end);
  const [info, locations, data] = ["iinf", "iloc", "idat"].map((name) =>
    boxes.find((box) => box.name === name),
  );
  if (!info || !locations) return [];
  const kinds = kindsIn(heif, info);
  return locationsIn(heif, locations, data).map(({ id, extents }) => ({
    kind: kinds.get(id),
    extents,
  }));
}

function kindsIn(heif: Buffer, info: Place): ReadonlyMap<number, HeifItem["kind"]> {
  const countSize = heif[info.start] === 0 ? 2 : 4;
  const kinds = new Map<number, HeifItem["kind"]>();
  for (const { start, end } of boxesIn(heif, info.start + 4 + countSize, info.end)) {
    const entry = heif.subarray(start, end);
    const idSize = entry[0] === 2 ? 2 : 4;
    if (entry.length < 10 + idSize) continue;
    const type = entry.toString("latin1", 6 + idSize, 10 + idSize);
    if (type === "Exif") kinds.set(entry.readUIntBE(4, idSize), "exif");
    else if (type === "mime" && entry.includes("application/rdf+xml"))
      kinds.set(entry.readUIntBE(4, idSize), "xmp");
  }
  return kinds;
}

interface Located {
  readonly id: number;
  readonly extents: readonly Place[];
}

function locationsIn(heif: Buffer, box: Place, data: Place | undefined): readonly Located[] {
  const end = Math.min(box.end, heif.length);
  let at = box.start + 4;
  const read = (size: number) => {
    const value = at + size <= end ? bigEndian(heif, at, size) : 0;
    at += size;
    return value;
  };
  const version = heif[box.start] ?? 0;
  const sizes = read(2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [12, 8, 4, 0].map(
    (shift) => (sizes >> shift) & 15,
  );
  const wide = version < 2 ? 2 : 4;
  const located: Located[] = [];
  let extentsRead = 0;
  for (let count = read(wide); count > 0 && at < end && located.length < MOST; count--) {
    const id = read(wide);
    const method = version === 0 ? 0 : read(2) & 15;
    read(2);
    const base = read(baseSize ?? 0);
    const extents: Place[] = [];
    for (let left = read(2); left > 0 && at < end && extentsRead < MOST; left--, extentsRead++) {
      if (version > 0) read(indexSize ?? 0);
      const from = base + read(offsetSize ?? 0) + (method === 1 ? (data?.start ?? 0) : 0);
      const length = read(lengthSize ?? 0) || heif.length;
      const last = Math.min(heif.length, from + length);
      // Method 2 makes an item of other items, which no metadata is.
      if (method < 2 && from < last) extents.push({ start: from, end: last });
    }
    located.push({ id, extents });
  }
  return located;
}

function bigEndian(bytes: Buffer, at: number, size: number): number {
  let value = 0;
  for (let index = at; index < at + size; index++) value = value * 256 + (bytes[index] ?? 0);
  return value;
}

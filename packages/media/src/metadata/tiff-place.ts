import { namesPlace } from "./xmp.ts";

const [XMP, IPTC, PHOTOSHOP, EXIF, GPS] = [700, 33723, 34377, 34665, 34853];
const metadata: readonly number[] = [XMP, IPTC, PHOTOSHOP, EXIF, GPS];

/** Directories that are followed: strangers' bytes could have millions, or a circle of them. */
const MOST_DIRECTORIES = 64;

/** Bytes of a value by its type: "TIFF", revision 6.0, 2. */
const sizes = [1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/**
 * A TIFF without the position; `undefined` when it has none. The entries of its metadata are taken out
 * of the directories and their values overwritten, so that nothing else changes its place.
 */
export function tiffWithoutPlace(tiff: Buffer): Buffer | undefined {
  const clean = Buffer.from(tiff);
  const isLittle = clean.toString("latin1", 0, 2) === "II";
  const read = (at: number, size: 2 | 4) => {
    if (at + size > clean.length) return 0;
    return isLittle ? clean.readUIntLE(at, size) : clean.readUIntBE(at, size);
  };
  const write = (at: number, value: number) =>
    isLittle ? clean.writeUInt16LE(value, at) : clean.writeUInt16BE(value, at);

  /** Where the value of an entry stands when it is not within the entry. */
  const valueAt = (at: number) => {
    const length = (sizes[read(at + 2, 2)] ?? 1) * read(at + 4, 4);
    const start = length > 4 ? read(at + 8, 4) : at + 8;
    return clean.subarray(start, start + length);
  };
  const entriesOf = (directory: number) => {
    const count = Math.min(read(directory, 2), Math.floor((clean.length - directory - 6) / 12));
    return Array.from({ length: Math.max(0, count) }, (_, index) => directory + 2 + index * 12);
  };

  let isPlaced = false;
  const seen = new Set<number>();
  for (let at = read(4, 4); at > 0 && seen.size < MOST_DIRECTORIES && !seen.has(at); ) {
    seen.add(at);
    const entries = entriesOf(at);
    const next = read(at + 2 + entries.length * 12, 4);
    const found = entries.filter((entry) => metadata.includes(read(entry, 2)));
    isPlaced ||= found.some(
      (entry) => read(entry, 2) === GPS || (read(entry, 2) === XMP && namesPlace(valueAt(entry))),
    );
    for (const entry of found) {
      // GPS and EXIF are directories themselves; the rest are values.
      const isDirectory = read(entry, 2) === GPS || read(entry, 2) === EXIF;
      const inner = isDirectory ? entriesOf(read(entry + 8, 4)) : [];
      for (const each of inner) valueAt(each).fill(0);
      if (isDirectory) for (const each of inner) clean.fill(0, each, each + 12);
      else valueAt(entry).fill(0);
    }
    remove(at, entries, found);
    at = next;
  }
  return isPlaced ? clean : undefined;

  /** Closes the gaps of a directory; the offset of the next one moves up with the entries. */
  function remove(at: number, entries: readonly number[], removed: readonly number[]): void {
    if (removed.length === 0) return;
    const end = at + 2 + entries.length * 12 + 4;
    const kept = entries
      .filter((entry) => !removed.includes(entry))
      .map((entry) => Buffer.from(clean.subarray(entry, entry + 12)));
    const rest = Buffer.concat([...kept, Buffer.from(clean.subarray(end - 4, end))]);
    clean.fill(0, at + 2, end);
    rest.copy(clean, at + 2);
    write(at, kept.length);
  }
}

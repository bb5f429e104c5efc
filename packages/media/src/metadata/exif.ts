/** What is read of EXIF: "Exif Version 2.32", CIPA DC-008, 4.6. */
export interface Exif {
  /** 1 to 8; 1 where it names none. */
  readonly orientation: number;
  readonly hasGps: boolean;
}

const ORIENTATION = 0x0112;
const GPS = 0x8825;
/** Entries whose value is a directory that may have entries of its own. */
const inner: readonly number[] = [0x8769, 0x014a];
/** Directories that are read: strangers' bytes could have a circle of them. */
const MOST_DIRECTORIES = 16;
const prefix = Buffer.from("Exif\0\0", "latin1");

/**
 * Reads EXIF, with or without the `Exif` in front that JPEG has: the orientation of its first directory,
 * and a position in any, because readers find one in any.
 */
export function readExif(bytes: Uint8Array): Exif {
  const [first] = directoriesOf(bytes);
  const orientation = first?.entries.find(({ tag }) => tag === ORIENTATION)?.value ?? 1;
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    hasGps: directoriesOf(bytes).some(({ entries }) => entries.some(({ tag }) => tag === GPS)),
  };
}

/** The same EXIF for a picture that has been turned upright. */
export function asUpright(bytes: Uint8Array): Buffer {
  const upright = Buffer.from(bytes);
  const entry = directoriesOf(upright)[0]?.entries.find(({ tag }) => tag === ORIENTATION);
  if (entry?.isLittle) upright.writeUInt16LE(1, entry.valueAt);
  else if (entry) upright.writeUInt16BE(1, entry.valueAt);
  return upright;
}

/** EXIF that says how a picture is turned, and nothing else; without `Exif` in front. */
export function orientationOnly(orientation: number): Buffer {
  const exif = Buffer.alloc(26);
  exif.write("II*\0", "latin1");
  exif.writeUInt32LE(8, 4);
  exif.writeUInt16LE(1, 8);
  exif.writeUInt16LE(ORIENTATION, 10);
  exif.writeUInt16LE(3, 12);
  exif.writeUInt32LE(1, 14);
  exif.writeUInt16LE(orientation, 18);
  return exif;
}

/** EXIF with `Exif` in front, as JPEG has it. */
export function prefixed(exif: Uint8Array): Buffer {
  return startsWith(exif, prefix) ? Buffer.from(exif) : Buffer.concat([prefix, exif]);
}

interface Entry {
  readonly tag: number;
  readonly value: number;
  readonly valueAt: number;
  readonly isLittle: boolean;
}

interface Directory {
  readonly entries: readonly Entry[];
}

function directoriesOf(bytes: Uint8Array): readonly Directory[] {
  const exif = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = startsWith(exif, prefix) ? prefix.length : 0;
  const order = exif.toString("latin1", start, start + 2);
  if (order !== "II" && order !== "MM") return [];
  const isLittle = order === "II";
  const read = (at: number, size: 2 | 4) => {
    if (at + size > exif.length) return 0;
    return isLittle ? exif.readUIntLE(at, size) : exif.readUIntBE(at, size);
  };
  const directories: Directory[] = [];
  const offsets = new Set([read(start + 4, 4)]);
  // A set takes what is added while it is read, and nothing twice.
  for (const offset of offsets) {
    if (offset === 0 || directories.length === MOST_DIRECTORIES) break;
    const at = start + offset + 2;
    const count = Math.min(read(at - 2, 2), Math.max(0, Math.floor((exif.length - at) / 12)));
    const entries = Array.from({ length: count }, (_, index) => {
      const entry = at + index * 12;
      const value = read(entry + 8, 4);
      return { tag: read(entry, 2), value, valueAt: entry + 8, isLittle };
    });
    directories.push({
      entries: entries.map((entry) =>
        entry.tag === ORIENTATION ? { ...entry, value: read(entry.valueAt, 2) } : entry,
      ),
    });
    for (const { tag, value } of entries) if (inner.includes(tag)) offsets.add(value);
    const next = read(at + count * 12, 4);
    if (next > 0) offsets.add(next);
  }
  return directories;
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

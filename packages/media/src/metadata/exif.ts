/** What is read of EXIF: "Exif Version 2.32", CIPA DC-008, 4.6. */
export interface Exif {
  /** 1 to 8; 1 where it names none. */
  readonly orientation: number;
  readonly hasGps: boolean;
}

const ORIENTATION = 0x0112;
const GPS = 0x8825;
const prefix = Buffer.from("Exif\0\0", "latin1");

/** Reads the first directory of EXIF, with or without the `Exif` in front that JPEG has. */
export function readExif(bytes: Uint8Array): Exif {
  const entries = firstDirectory(bytes);
  const orientation = entries.find(({ tag }) => tag === ORIENTATION)?.value ?? 1;
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    hasGps: entries.some(({ tag }) => tag === GPS),
  };
}

/** The same EXIF for a picture that has been turned upright. */
export function asUpright(bytes: Uint8Array): Buffer {
  const upright = Buffer.from(bytes);
  const entry = firstDirectory(upright).find(({ tag }) => tag === ORIENTATION);
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

function firstDirectory(bytes: Uint8Array): readonly Entry[] {
  const exif = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = startsWith(exif, prefix) ? prefix.length : 0;
  const order = exif.toString("latin1", start, start + 2);
  if (order !== "II" && order !== "MM") return [];
  const isLittle = order === "II";
  const read = (at: number, size: 2 | 4) => {
    if (at + size > exif.length) return 0;
    return isLittle ? exif.readUIntLE(at, size) : exif.readUIntBE(at, size);
  };
  const directory = start + read(start + 4, 4);
  const entries: Entry[] = [];
  for (let index = 0; index < read(directory, 2); index++) {
    const at = directory + 2 + index * 12;
    if (at + 12 > exif.length) break;
    entries.push({ tag: read(at, 2), value: read(at + 8, 2), valueAt: at + 8, isLittle });
  }
  return entries;
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

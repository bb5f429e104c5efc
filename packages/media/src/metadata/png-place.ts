import { crc32 } from "node:zlib";
import { orientationOnly, readExif } from "./exif.ts";
import { namesPlace } from "./xmp.ts";

interface Chunk {
  readonly name: string;
  readonly content: Buffer;
  /** With length, name and checksum. */
  readonly whole: Buffer;
}

/** A PNG without the position; `undefined` when it has none. */
export function pngWithoutPlace(png: Buffer): Buffer | undefined {
  const chunks = chunksOf(png);
  const exif = chunks.find(({ name }) => name === "eXIf");
  const found = exif && readExif(exif.content);
  if (!found?.hasGps && !chunks.some(isPlacedText)) return undefined;
  const kept = chunks.filter(({ name }) => !["eXIf", "iTXt", "tEXt", "zTXt"].includes(name));
  const turned =
    found && found.orientation > 1 ? [chunk("eXIf", orientationOnly(found.orientation))] : [];
  // The first chunk is the head of the picture.
  const [head, ...rest] = kept.map(({ whole }) => whole);
  return Buffer.concat([png.subarray(0, 8), head ?? Buffer.alloc(0), ...turned, ...rest]);
}

/** XMP that names a place, or EXIF, XMP and IPTC as older programs pack them into text. */
function isPlacedText({ name, content }: Chunk): boolean {
  if (!["iTXt", "tEXt", "zTXt"].includes(name)) return false;
  const keyword = content.toString("latin1", 0, 80).split("\0", 1)[0] ?? "";
  if (keyword.startsWith("Raw profile type")) return !/icc|icm/i.test(keyword);
  if (keyword !== "XML:com.adobe.xmp") return false;
  const isCompressed = name === "zTXt" || content[keyword.length + 1] === 1;
  return isCompressed || namesPlace(content);
}

function chunksOf(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const end = at + 12 + png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    chunks.push({ name, content: png.subarray(at + 8, end - 4), whole: png.subarray(at, end) });
    if (name === "IEND") break;
    at = end;
  }
  return chunks;
}

/** A chunk of a PNG with its length and its checksum. */
function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(content.length);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32(named), named.length + 4);
  return whole;
}

import { crc32 } from "node:zlib";
import { orientationOnly, readExif } from "./exif.ts";
import { createRanges } from "./ranges.ts";
import { namesPlace } from "./xmp.ts";

const nameOf = (name: string) => Buffer.from(name, "latin1").readUInt32BE();
const [EXIF, ITXT, TEXT, ZTXT, END] = ["eXIf", "iTXt", "tEXt", "zTXt", "IEND"].map(nameOf);
const SIGNATURE = 8;

/**
 * A PNG without the position; `undefined` when it has none. Its chunks are not collected, because
 * strangers' bytes could have half a million.
 */
export function pngWithoutPlace(png: Buffer): Buffer | undefined {
  const kept = createRanges();
  let [isPlaced, headEnd, orientation] = [false, SIGNATURE, 0];
  for (let at = SIGNATURE; at + 12 <= png.length; ) {
    const end = Math.min(png.length, at + 12 + png.readUInt32BE(at));
    const name = png.readUInt32BE(at + 4);
    const isMetadata = name === EXIF || name === ITXT || name === TEXT || name === ZTXT;
    if (name === EXIF) {
      const exif = readExif(png.subarray(at + 8, end - 4));
      isPlaced ||= exif.hasGps;
      orientation ||= exif.orientation;
    } else if (isMetadata) isPlaced ||= isPlacedText(name, png.subarray(at + 8, end - 4));
    // The first chunk is the head of the picture.
    if (headEnd === SIGNATURE) headEnd = end;
    else if (!isMetadata) kept.add(at, end);
    if (name === END) break;
    at = end;
  }
  if (!isPlaced) return undefined;
  const turned = orientation > 1 ? [chunk("eXIf", orientationOnly(orientation))] : [];
  return Buffer.concat([png.subarray(0, headEnd), ...turned, ...kept.of(png)]);
}

const profile = Buffer.from("Raw profile type");
const xmp = Buffer.from("XML:com.adobe.xmp\0");

/** XMP that names a place, or EXIF, XMP and IPTC as older programs pack them into text. */
function isPlacedText(name: number, content: Buffer): boolean {
  if (startsWith(content, profile)) return !/icc|icm/i.test(content.toString("latin1", 0, 80));
  if (!startsWith(content, xmp)) return false;
  const isCompressed = name === ZTXT || content[xmp.length] === 1;
  return isCompressed || namesPlace(content);
}

function startsWith(content: Buffer, start: Buffer): boolean {
  return (
    content.length >= start.length && content.compare(start, 0, start.length, 0, start.length) === 0
  );
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

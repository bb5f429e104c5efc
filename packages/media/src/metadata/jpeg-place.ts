import { END_OF_IMAGE, jpegSegments } from "../sniff/jpeg-segments.ts";
import { orientationOnly, prefixed, readExif } from "./exif.ts";
import { createRanges } from "./ranges.ts";
import { namesPlace } from "./xmp.ts";

const [APP1, APP2, APP13] = [0xe1, 0xe2, 0xed];

/** A JPEG without the position; `undefined` when it has none. */
export function jpegWithoutPlace(jpeg: Buffer): Buffer | undefined {
  const kept = createRanges();
  const xmp: Buffer[] = [];
  let [isPlaced, orientation, end] = [false, 0, jpeg.length];
  for (const segment of jpegSegments(jpeg)) {
    const bytes = jpeg.subarray(segment.start, segment.end);
    if (segment.marker === END_OF_IMAGE) end = segment.end;
    if (segment.marker === APP1 && startsWith(bytes, exifName)) {
      const exif = readExif(bytes.subarray(4));
      isPlaced ||= exif.hasGps;
      orientation ||= exif.orientation;
    } else if (segment.marker === APP1) xmp.push(...xmpIn(bytes));
    if (!carriesMetadata(segment.marker, bytes)) kept.add(segment.start, segment.end);
  }
  // Phones append a film, or a second picture, with a position of its own.
  const trailer = jpeg.subarray(end);
  isPlaced ||=
    namesPlace(Buffer.concat(xmp)) || trailer.includes("ftyp") || trailer.includes("Exif\0\0");
  if (!isPlaced) return undefined;
  const turn = orientation > 1 ? [app1(prefixed(orientationOnly(orientation)))] : [];
  return Buffer.concat([jpeg.subarray(0, 2), ...turn, ...kept.of(jpeg)]);
}

/** A JPEG with this EXIF, which begins with `Exif`, at its start. */
export function withExif(jpeg: Buffer, exif: Buffer): Buffer {
  // A segment's length has two bytes; no encoder writes more EXIF than that.
  if (exif.length > 0xffff - 2) return jpeg;
  return Buffer.concat([jpeg.subarray(0, 2), app1(exif), jpeg.subarray(2)]);
}

function app1(content: Buffer): Buffer {
  const head = Buffer.from([0xff, APP1, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** EXIF, XMP with its extensions, Photoshop's IPTC, and the list of the pictures that follow. */
function carriesMetadata(marker: number, bytes: Buffer): boolean {
  if (marker === APP1 || marker === APP13) return true;
  return marker === APP2 && startsWith(bytes, pictureList);
}

const exifName = Buffer.from("Exif\0\0");
const pictureList = Buffer.from("MPF\0");
const xmpName = Buffer.from("http://ns.adobe.com/xap/1.0/\0");
const extensionName = Buffer.from("http://ns.adobe.com/xmp/extension/\0");
/** Of an extension: the identifier of all its parts, their length together, and where this part belongs. */
const EXTENSION_HEAD = 32 + 4 + 4;

/**
 * The XMP of a segment. What is over a segment goes on in others, and a name may begin in one and end in
 * the next, so they are searched as one text: "XMP Specification", part 3, 1.1.3.1.
 */
function xmpIn(bytes: Buffer): readonly Buffer[] {
  if (startsWith(bytes, extensionName))
    return [bytes.subarray(4 + extensionName.length + EXTENSION_HEAD)];
  return startsWith(bytes, xmpName) ? [bytes.subarray(4 + xmpName.length)] : [];
}

/** Does the content of a segment, behind marker and length, begin so? */
function startsWith(bytes: Buffer, start: Buffer): boolean {
  const end = 4 + start.length;
  return bytes.length >= end && bytes.compare(start, 0, start.length, 4, end) === 0;
}

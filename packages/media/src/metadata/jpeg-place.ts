import { orientationOnly, prefixed, readExif } from "./exif.ts";
import { namesPlace } from "./xmp.ts";

/** A part of a JPEG: a segment with its marker, or what comes between the marker of a scan and the next. */
interface Segment {
  readonly marker: number;
  readonly bytes: Buffer;
}

const [APP1, APP2, APP13, SOS, EOI] = [0xe1, 0xe2, 0xed, 0xda, 0xd9];

/** A JPEG without the position; `undefined` when it has none. */
export function jpegWithoutPlace(jpeg: Buffer): Buffer | undefined {
  const { segments, end } = segmentsOf(jpeg);
  if (segments.length === 0) return undefined;
  const exif = segments.find((segment) => isExif(segment));
  const found = exif && readExif(exif.bytes.subarray(4));
  // Phones append a film, or a second picture, with a position of its own.
  const trailer = jpeg.subarray(end);
  const isPlaced =
    found?.hasGps ||
    segments.some(({ marker, bytes }) => marker === APP1 && isXmp(bytes) && namesPlace(bytes)) ||
    trailer.includes("ftyp") ||
    trailer.includes("Exif\0\0");
  if (!isPlaced) return undefined;
  const orientation = found?.orientation ?? 1;
  const kept = segments.filter(({ marker, bytes }) => !carriesMetadata(marker, bytes));
  const turn = orientation > 1 ? [app1(prefixed(orientationOnly(orientation)))] : [];
  return Buffer.concat([jpeg.subarray(0, 2), ...turn, ...kept.map(({ bytes }) => bytes)]);
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
  return marker === APP2 && bytes.toString("latin1", 4, 8) === "MPF\0";
}

function isExif({ marker, bytes }: Segment): boolean {
  return marker === APP1 && bytes.toString("latin1", 4, 10) === "Exif\0\0";
}

function isXmp(bytes: Buffer): boolean {
  return bytes.toString("latin1", 4, 24) === "http://ns.adobe.com/";
}

/** The segments up to the picture's end, and where that is; none when it is not well formed. */
function segmentsOf(jpeg: Buffer): { readonly segments: readonly Segment[]; readonly end: number } {
  const segments: Segment[] = [];
  let at = 2;
  while (at + 1 < jpeg.length) {
    if (jpeg[at] !== 0xff) return { segments: [], end: jpeg.length };
    const marker = jpeg[at + 1] ?? EOI;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) {
      segments.push({ marker, bytes: jpeg.subarray(at, at + 2) });
      return { segments, end: at + 2 };
    }
    if (at + 4 > jpeg.length) break;
    let end = at + 2 + jpeg.readUInt16BE(at + 2);
    if (marker === SOS) end = endOfScan(jpeg, end);
    segments.push({ marker, bytes: jpeg.subarray(at, end) });
    at = end;
  }
  return { segments, end: jpeg.length };
}

/** A scan ends before the next marker that is neither a stuffed 0xff nor a restart. */
function endOfScan(jpeg: Buffer, start: number): number {
  for (let at = jpeg.indexOf(0xff, start); at >= 0; at = jpeg.indexOf(0xff, at + 1)) {
    const next = jpeg[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return jpeg.length;
}

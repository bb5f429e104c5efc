import { fileTypeFromBuffer } from "file-type";
import { pictureBrand } from "./picture-brand.ts";
import { isText, startOf } from "./text-bytes.ts";
import { textMark } from "./text-mark.ts";
import { tracksOf } from "./tracks.ts";
import { plainName } from "./type-names.ts";

/**
 * The type of the bytes, from the bytes; `undefined` when they do not show it. Everything in Repartee
 * that needs a type asks here.
 *
 * @param declaredType decides where the bytes leave several types open: relatives of one container, and
 * text without a mark. It is never believed for a picture, nor for sound and film whose bytes are text.
 */
export async function sniffType(
  bytes: Uint8Array,
  declaredType?: string | undefined,
): Promise<string | undefined> {
  const declared = declaredType === undefined ? undefined : bare(declaredType);
  const sniffed = await fromBytes(bytes);
  if (sniffed === undefined) return declared === undefined ? undefined : believed(declared, bytes);
  if (declared === undefined) return sniffed.type;
  if (sniffed.isOpen && soundIn[sniffed.type]?.test(declared)) return plainName(declared);
  return relatives[sniffed.type]?.test(declared) ? declared : sniffed.type;
}

/** A type, and whether it may be sound alone: the tracks of a container stand at its end, and may not have come. */
interface Sniffed {
  readonly type: string;
  readonly isOpen: boolean;
}

async function fromBytes(bytes: Uint8Array): Promise<Sniffed | undefined> {
  const mark = textMark(startOf(bytes));
  if (mark !== undefined) return { type: mark, isOpen: false };
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  // A text is not a picture, sound or program because it begins with the same two or three letters.
  if (found === undefined || (isText(bytes) && !writtenAsText.has(plainName(found))))
    return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const type = plainName(ofBoxes.test(found) ? (pictureBrand(buffer) ?? found) : found);
  const tracks = tracksOf(type, buffer);
  if (tracks === undefined) return { type, isOpen: true };
  return { type: ofTracks(type, tracks.hasFilm), isOpen: false };
}

/** What the library calls files of the ISO base media format, which pictures and films share. */
const ofBoxes = /^(image\/(heif|heic|avif)|video\/(mp4|x-m4v|quicktime|3gpp2?)$)/;

/** Of what the library knows, the types whose files may be text all through. */
const writtenAsText = new Set([
  ...["application/pdf", "application/postscript", "text/rtf", "application/xml", "text/vtt"],
  ...["text/vcard", "text/calendar", "application/pgp-encrypted", "model/stl"],
  "application/x-ms-regedit",
]);

/** The name of a container with film, or with sound alone. */
function ofTracks(type: string, hasFilm: boolean): string {
  const container = type.slice(type.indexOf("/") + 1);
  if (/^x-ms-wm[av]$/.test(container)) return hasFilm ? "video/x-ms-wmv" : "audio/x-ms-wma";
  if (hasFilm) return `video/${container}`;
  // There is no name for sound in QuickTime, which MP4 was made from.
  return container === "quicktime" ? "audio/mp4" : `audio/${container}`;
}

/** Types that a container may go by when the bytes give the name on the left. */
const relatives: Readonly<Record<string, RegExp>> = {
  "video/mp4": /^video\/(quicktime|3gpp2?|h26[345]|mpeg4)$/,
  "video/quicktime": /^video\/mp4$/,
  "video/3gpp": /^video\/(mp4|3gpp2)$/,
  "audio/mp4": /^audio\/3gpp2?$/,
  "audio/3gpp": /^audio\/(amr|amr-nb|mp4|3gpp2)$/,
  "video/webm": /^video\/(x-)?matroska$/,
  "audio/webm": /^audio\/(x-)?matroska$/,
  "application/ogg": /^(audio|video)\/ogg$/,
  "application/zip": /^application\/vnd\./,
  "application/xml": /^application\/smil$/,
  "application/x-cfb": /^application\/(msword|vnd\.ms-(excel|powerpoint))$/,
};

/** Names of sound that a container may go by when its tracks are not known. */
const soundIn: Readonly<Record<string, RegExp>> = {
  "video/mp4": /^audio\/(mp4|3gpp2?|m4a|x-m4a|x-mp4)$/,
  "video/quicktime": /^audio\/(mp4|m4a|x-m4a|x-mp4)$/,
  "video/3gpp": /^audio\/(3gpp2?|amr|amr-nb|mp4)$/,
  "video/3gpp2": /^audio\/3gpp2?$/,
  "video/webm": /^audio\/(webm|(x-)?matroska)$/,
  "video/matroska": /^audio\/(webm|(x-)?matroska)$/,
  "video/ogg": /^audio\/ogg$/,
  "application/ogg": /^audio\/ogg$/,
  "video/x-ms-wmv": /^audio\/x-ms-(wma|asf)$/,
};

/** A declared type that the bytes neither confirm nor refute. */
function believed(declared: string, bytes: Uint8Array): string | undefined {
  if (declared.startsWith("image/")) return undefined;
  if (/^(audio|video)\//.test(declared)) return isText(bytes) ? undefined : declared;
  // Some programs write other control characters into text, but none writes zeros without a mark.
  if (declared.startsWith("text/"))
    return isText(bytes) || !bytes.includes(0) ? declared : undefined;
  return declared;
}

function bare(type: string): string {
  return (type.split(";", 1)[0] ?? "").trim().toLowerCase();
}

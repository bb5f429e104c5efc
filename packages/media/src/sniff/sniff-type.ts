import { fileTypeFromBuffer } from "file-type";
import { textMark } from "./text-mark.ts";

/** Containers in which the bytes at the start leave open what the declared type may tell. */
const variants: Readonly<Record<string, RegExp>> = {
  "video/mp4": /^audio\/(mp4|3gpp)$|^video\/(quicktime|3gpp2?|h26[345]|mpeg4)$/,
  "video/3gpp": /^audio\/(3gpp|amr)$|^video\/mp4$/,
  "video/3gpp2": /^audio\/3gpp2$/,
  "video/webm": /^audio\/webm$/,
  "video/ogg": /^audio\/ogg$/,
  "application/ogg": /^(audio|video)\/ogg$/,
  "application/zip": /^application\/vnd\./,
  "application/xml": /^application\/smil$/,
  "application/x-cfb": /^application\/(msword|vnd\.ms-(excel|powerpoint))$/,
};

/** Other names of one type. The first three are what the platform's documentation accepts too. */
const synonyms: Readonly<Record<string, string>> = {
  "image/jpg": "image/jpeg",
  "audio/amr-nb": "audio/amr",
  "text/x-vcard": "text/vcard",
  "text/directory": "text/vcard",
  "application/vcard": "text/vcard",
  "image/pjpeg": "image/jpeg",
  "image/x-png": "image/png",
  "image/apng": "image/png",
  "image/x-ms-bmp": "image/bmp",
  "image/heif": "image/heic",
  "image/heic-sequence": "image/heic",
  "image/heif-sequence": "image/heic",
  "audio/x-m4a": "audio/mp4",
  "audio/mp3": "audio/mpeg",
  "audio/wav": "audio/vnd.wave",
  "audio/wave": "audio/vnd.wave",
  "audio/x-wav": "audio/vnd.wave",
  "video/x-m4v": "video/mp4",
  "application/rtf": "text/rtf",
  "text/xml": "application/xml",
};

/**
 * The type of the bytes, from the bytes; `undefined` when they do not tell.
 *
 * @param declaredType decides where the bytes leave several types open (sound or film in one kind of
 * container), and where text has no mark of its own. A declared picture type is never believed.
 */
export async function sniffType(
  bytes: Uint8Array,
  declaredType?: string | undefined,
): Promise<string | undefined> {
  const sniffed = textMark(startOf(bytes)) ?? (await fileTypeFromBuffer(bytes))?.mime;
  if (declaredType === undefined) return sniffed && plainName(sniffed);
  if (sniffed === undefined) return declaredType.startsWith("image/") ? undefined : declaredType;
  return variants[sniffed]?.test(declaredType) ? declaredType : plainName(sniffed);
}

/** Are these two spellings of one type? */
export function isSameType(one: string, other: string): boolean {
  return canonical(one) === canonical(other);
}

function canonical(type: string): string {
  return synonyms[type] ?? type;
}

/** What is accepted by its other name keeps that; the sniffer's own spellings get the usual one. */
function plainName(type: string): string {
  return /^image\/heif|-sequence$/.test(type) ? type : canonical(type);
}

/** Comments that are longer than this hide what follows them. */
const TEXT_START = 64 * 1024;

function startOf(bytes: Uint8Array): string {
  const start = bytes.subarray(0, TEXT_START);
  const encoding =
    start[0] === 0xfe && start[1] === 0xff
      ? "utf-16be"
      : start[0] === 0xff && start[1] === 0xfe
        ? "utf-16le"
        : "utf-8";
  return new TextDecoder(encoding).decode(start);
}

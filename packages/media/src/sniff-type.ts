import { fileTypeFromBuffer } from "file-type";

const textTypes: readonly (readonly [start: RegExp, type: string])[] = [
  [/^BEGIN:VCARD/i, "text/vcard"],
  [/^BEGIN:VCALENDAR/i, "text/calendar"],
  [
    /^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i,
    "image/svg+xml",
  ],
  [/^(?:<\?xml[^>]*>\s*)?<smil[\s>]/i, "application/smil"],
  [/^(?:<!--[\s\S]*?-->\s*)*<(?:!DOCTYPE html|html|head|body|script|iframe)[\s>]/i, "text/html"],
];

/** The type of the bytes, from the bytes alone; `undefined` when they do not tell. */
export async function sniffType(bytes: Uint8Array): Promise<string | undefined> {
  const start = Buffer.from(bytes.subarray(0, 1024))
    .toString("latin1")
    .replace(/^(?:\u00ef\u00bb\u00bf)?\s*/, "");
  const text = textTypes.find(([pattern]) => pattern.test(start));
  if (text) return text[1];
  return (await fileTypeFromBuffer(bytes))?.mime;
}

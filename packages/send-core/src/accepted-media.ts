// What the platform's documentation accepts in an MMS, as of July 2026.
const acceptedTypes: Readonly<Record<string, readonly string[]>> = {
  image: ["jpeg", "jpg", "png", "gif", "heic", "heif", "tiff", "bmp"],
  video: [
    "mp4",
    "mpeg4",
    "mpeg",
    "webm",
    "quicktime",
    "3gpp",
    "3gpp2",
    "3gpp-tt",
    "h261",
    "h263",
    "h263-1998",
    "h263-2000",
    "h264",
    "h265",
  ],
  audio: [
    "ogg",
    "mpeg",
    "3gpp",
    "3gpp2",
    "mp4",
    "mp3",
    "ac3",
    "amr",
    "amr-nb",
    "basic",
    "l24",
    "vnd.rn-realaudio",
    "vnd.wave",
    "webm",
    // Names that the bytes themselves give for the types above.
    "wav",
    "x-m4a",
  ],
  text: ["vcard", "x-vcard", "directory", "csv", "richtext", "rtf", "calendar"],
  application: ["pdf", "vcard", "rtf"],
};

/** Can an MMS carry media of this type? Parameters such as `; charset=…` do not count. */
export function isAcceptedMedia(contentType: string): boolean {
  const [type = "", subtype = ""] = contentType
    .toLowerCase()
    .split(";", 1)
    .join("")
    .trim()
    .split("/");
  return Object.hasOwn(acceptedTypes, type) && (acceptedTypes[type]?.includes(subtype) ?? false);
}

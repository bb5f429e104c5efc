// Other names of one type, and the names that the sniffing library makes up. The names on the right are
// registered (iana.org/assignments/media-types) or, where nothing is, what servers send.
const synonyms: Readonly<Record<string, string>> = {
  // Pictures
  "image/jpg": "image/jpeg",
  "image/pjpeg": "image/jpeg",
  "image/x-png": "image/png",
  "image/apng": "image/png",
  "image/x-ms-bmp": "image/bmp",
  "image/x-bmp": "image/bmp",
  "image/tif": "image/tiff",
  "image/x-tiff": "image/tiff",
  "image/heif": "image/heic",
  "image/heic-sequence": "image/heic",
  "image/heif-sequence": "image/heic",
  "image/avif-sequence": "image/avif",
  "image/x-icon": "image/vnd.microsoft.icon",
  "image/vnd.ms-photo": "image/jxr",
  // Sound
  "audio/amr-nb": "audio/amr",
  "audio/x-amr": "audio/amr",
  "audio/x-m4a": "audio/mp4",
  "audio/m4a": "audio/mp4",
  "audio/x-mp4": "audio/mp4",
  "audio/mp3": "audio/mpeg",
  "audio/x-mp3": "audio/mpeg",
  "audio/x-mpeg": "audio/mpeg",
  "audio/wav": "audio/vnd.wave",
  "audio/wave": "audio/vnd.wave",
  "audio/x-wav": "audio/vnd.wave",
  "audio/vnd.dolby.dd-raw": "audio/ac3",
  "audio/x-ac3": "audio/ac3",
  "audio/x-aac": "audio/aac",
  "audio/aacp": "audio/aac",
  "audio/x-flac": "audio/flac",
  "audio/x-ms-asf": "audio/x-ms-wma",
  "audio/x-aiff": "audio/aiff",
  "audio/opus": "audio/ogg",
  "audio/x-matroska": "audio/matroska",
  "audio/x-pn-realaudio": "audio/vnd.rn-realaudio",
  // Film
  "video/mp1s": "video/mpeg",
  "video/mp2p": "video/mpeg",
  "video/x-mpeg": "video/mpeg",
  "video/x-m4v": "video/mp4",
  "video/x-matroska": "video/matroska",
  "video/x-msvideo": "video/vnd.avi",
  "video/avi": "video/vnd.avi",
  "video/x-ms-asf": "video/x-ms-wmv",
  "application/vnd.ms-asf": "video/x-ms-wmv",
  "video/x-quicktime": "video/quicktime",
  "video/mpeg4": "video/mp4",
  // Text and documents
  "text/x-vcard": "text/vcard",
  "text/directory": "text/vcard",
  "application/vcard": "text/vcard",
  "application/rtf": "text/rtf",
  "text/richtext": "text/rtf",
  "text/xml": "application/xml",
  "text/x-csv": "text/csv",
  "application/csv": "text/csv",
  "application/x-pdf": "application/pdf",
  "application/eps": "application/postscript",
  // Archives and programs
  "application/x-zip-compressed": "application/zip",
  "application/x-gzip": "application/gzip",
  "application/x-rar-compressed": "application/vnd.rar",
  "application/x-msdownload": "application/vnd.microsoft.portable-executable",
};

/** Are these two spellings of one type? */
export function isSameType(one: string, other: string): boolean {
  return canonical(one) === canonical(other);
}

/**
 * The usual name of a type, in lower case and without parameters. HEIC and HEIF keep the name that
 * they have: carriers list both.
 */
export function plainName(type: string): string {
  const name = bare(type);
  return /^image\/heif|-sequence$/.test(name) && !name.startsWith("image/avif")
    ? name
    : canonical(name);
}

function canonical(type: string): string {
  const name = bare(type);
  return synonyms[name] ?? name;
}

function bare(type: string): string {
  return (type.split(";", 1)[0] ?? "").trim().toLowerCase();
}

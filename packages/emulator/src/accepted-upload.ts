// What the platform's documentation accepts in an MMS, by the names that the bytes themselves give.
const accepted: readonly RegExp[] = [
  /^image\/(jpeg|jpg|png|gif|heic|heif|tiff|bmp)$/,
  /^video\/(mp4|mpeg|webm|quicktime|3gpp|3gpp2|h26[1345])$/,
  /^audio\/(mpeg|mp3|mp4|x-m4a|ogg|3gpp|3gpp2|ac3|amr|basic|wav|vnd\.wave|webm)$/,
  /^text\/(vcard|x-vcard|directory|csv|calendar|rtf|richtext)$/,
  /^application\/(pdf|rtf|vcard)$/,
];

/** Can a handset send media of this type? Parameters such as `; charset=…` do not count. */
export function isAcceptedUpload(contentType: string): boolean {
  const [type = ""] = contentType.toLowerCase().split(";", 1);
  return accepted.some((pattern) => pattern.test(type.trim()));
}

/** The major brands by which the decoders recognize their formats; they do not look at compatible ones. */
const recognized: Readonly<Record<string, string>> = {
  "image/avif": "avif",
  "image/heic": "heic",
};

/** The same picture under the major brand that its decoder recognizes. */
export function withDecodableBrand(contentType: string, bytes: Uint8Array): Uint8Array {
  const brand = recognized[contentType];
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (brand === undefined || given.toString("latin1", 8, 12) === brand) return bytes;
  const branded = Buffer.from(given);
  branded.write(brand, 8, "latin1");
  return branded;
}

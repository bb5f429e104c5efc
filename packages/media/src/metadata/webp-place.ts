import { orientationOnly, readExif } from "./exif.ts";
import { namesPlace } from "./xmp.ts";

/** Bits of the head that say what else is in the file: RFC 9649, 2.7. */
const [HAS_EXIF, HAS_XMP] = [0x08, 0x04];

/** A WebP without the position; `undefined` when it has none. */
export function webpWithoutPlace(webp: Buffer): Buffer | undefined {
  const chunks = chunksOf(webp);
  const exif = chunks.filter(({ name }) => name === "EXIF").map(({ content }) => readExif(content));
  const isPlaced =
    exif.some(({ hasGps }) => hasGps) ||
    chunks.some(({ name, content }) => name === "XMP " && namesPlace(content));
  if (!isPlaced) return undefined;
  const [found] = exif;
  const turn = found && found.orientation > 1 ? orientationOnly(found.orientation) : undefined;
  const kept = chunks
    .filter(({ name }) => name !== "EXIF" && name !== "XMP ")
    .map(({ name, content }) => {
      if (name !== "VP8X") return chunk(name, content);
      const head = Buffer.from(content);
      head[0] = ((head[0] ?? 0) & ~(HAS_EXIF | HAS_XMP)) | (turn ? HAS_EXIF : 0);
      return chunk(name, head);
    });
  const body = Buffer.concat([
    Buffer.from("WEBP"),
    ...kept,
    ...(turn ? [chunk("EXIF", turn)] : []),
  ]);
  return chunk("RIFF", body);
}

function chunksOf(webp: Buffer): readonly { readonly name: string; readonly content: Buffer }[] {
  const chunks: { readonly name: string; readonly content: Buffer }[] = [];
  for (let at = 12; at + 8 <= webp.length; ) {
    const size = webp.readUInt32LE(at + 4);
    const content = webp.subarray(at + 8, at + 8 + size);
    chunks.push({ name: webp.toString("latin1", at, at + 4), content });
    at += 8 + size + (size % 2);
  }
  return chunks;
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, "latin1");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

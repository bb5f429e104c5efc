import { once } from "node:events";
import { createDeflate, deflateSync } from "node:zlib";
import { heic } from "../test/heic.fixture.ts";

const MB = 1024 * 1024;

/** So many megabytes of spaces, deflated without ever holding them. */
async function deflated(megabytes: number): Promise<Buffer> {
  const stream = createDeflate({ level: 9 });
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => void chunks.push(chunk));
  const piece = Buffer.alloc(MB, 0x20);
  for (let written = 0; written < megabytes; written++)
    if (!stream.write(piece)) await once(stream, "drain");
  await once(stream.end(), "end");
  return Buffer.concat(chunks);
}

function pdf(streams: readonly (readonly [dictionary: string, content: Buffer])[]): Buffer {
  const objects = streams.flatMap(([dictionary, content], index) => [
    Buffer.from(`${index + 1} 0 obj\n<<${dictionary}/Length ${content.length}>>\nstream\n`),
    content,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
  return Buffer.concat([Buffer.from("%PDF-1.5\n"), ...objects, Buffer.from("trailer\n<</Root 9 0 R>>\n%%EOF")]);
}

const objects = "/Type/ObjStm/N 1/First 4/Filter";

let bomb: Promise<Buffer> | undefined;
/** 1.6 GB in 1.6 MB. */
const deflatedBomb = () => (bomb ??= deflated(1_600));

/** A file whose content is a thousand times its size, and more than any decoder here may take. */
export interface Inflation {
  readonly what: string;
  readonly make: () => Promise<Buffer>;
  readonly code: "media_unreadable" | "image_too_large" | "image_unreadable";
}

export const inflations: readonly Inflation[] = [
  {
    what: "a PDF of 1.6 MB with an object stream of 1.6 GB",
    make: async () => pdf([[`${objects}/FlateDecode`, await deflatedBomb()]]),
    code: "media_unreadable",
  },
  {
    what: "a PDF whose stream is compressed twice",
    make: async () =>
      pdf([[`${objects}[/FlateDecode/FlateDecode]`, deflateSync(await deflatedBomb(), { level: 9 })]]),
    code: "media_unreadable",
  },
  {
    what: "a PDF with a cross-reference stream of 1.6 GB",
    make: async () =>
      pdf([["/Type/XRef/W[1 2 1]/Size 9/Filter/FlateDecode", await deflatedBomb()]]),
    code: "media_unreadable",
  },
  {
    what: "a HEIC that claims 30,000 × 30,000 pixels",
    make: async () => {
      const bytes = Buffer.from(heic);
      const size = bytes.indexOf("ispe") + 8;
      bytes.writeUInt32BE(30_000, size);
      bytes.writeUInt32BE(30_000, size + 4);
      return bytes;
    },
    code: "image_too_large",
  },
];

import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import {
  type Compression,
  contentCodings,
  MAX_MESSAGE_BYTES,
  ReparteeError,
} from "@repartee/protocol";
import type { FetchMediaOptions } from "./fetch-options.ts";
import type { MediaAnswer } from "./media-request.ts";

const decoders: Readonly<Record<Compression, () => Transform>> = {
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Milliseconds before the speed of an answer is judged. */
const graceMs = 2_000;

/** The bytes of an answer, decompressed; ends with an error when they are too many or too slow. */
export async function* readBody(
  { headers, body }: MediaAnswer,
  { maxBytes = MAX_MESSAGE_BYTES, minBytesPerSecond = 1_024 }: FetchMediaOptions,
): AsyncGenerator<Uint8Array> {
  const tooLarge = new ReparteeError(
    "media_too_large",
    `The media is larger than ${maxBytes} bytes.`,
    { details: { maxBytes } },
  );
  // A length that is said to be too large is taken at its word; a smaller one is not.
  if (Number(headers["content-length"]) > maxBytes) throw tooLarge;
  const bytes = decompressed(body, headers["content-encoding"]);
  const start = performance.now();
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge;
    const elapsed = performance.now() - start;
    if (elapsed > graceMs && size < (minBytesPerSecond * elapsed) / 1_000) {
      throw new ReparteeError("media_timeout", "The media came too slowly.", {
        details: { limit: "rate" },
      });
    }
    yield chunk;
  }
  if (size === 0) throw new ReparteeError("media_empty", "The answer has no bytes.");
}

/** No request asks for compression, but stores that keep files compressed send them so anyway. */
function decompressed(body: Readable, header: string | string[] | undefined): Readable {
  const { compressions, unsupported } = contentCodings(header);
  const [compression, second] = compressions;
  // Files are not compressed twice, except to hide how large they are.
  if (unsupported !== undefined || second !== undefined) {
    const named = [header].flat().join(", ");
    throw new ReparteeError(
      "media_encoding",
      `The media has Content-Encoding: ${named}; expected gzip, deflate, br or no compression.`,
    );
  }
  return compression ? pipeline(body, decoders[compression](), () => {}) : body;
}

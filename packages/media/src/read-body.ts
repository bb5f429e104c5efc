import { pipeline, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { MAX_MESSAGE_BYTES, ReparteeError } from "@repartee/protocol";
import type { FetchMediaOptions } from "./fetch-options.ts";
import type { MediaAnswer } from "./media-request.ts";

const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
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
  const decode = decoderFor(headers["content-encoding"]);
  const start = performance.now();
  let size = 0;
  for await (const chunk of decode ? pipeline(body, decode, () => {}) : body) {
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

/** Compression was not asked for, but stores that keep files compressed send them so anyway. */
function decoderFor(header: string | string[] | undefined): Transform | undefined {
  const encoding = [header ?? []].flat().join(",").trim().toLowerCase();
  if (encoding === "" || encoding === "identity") return undefined;
  const decoder = decoders[encoding];
  if (decoder) return decoder();
  throw new ReparteeError(
    "media_encoding",
    "The media is compressed in a way that is not understood; expected gzip, deflate or br.",
  );
}

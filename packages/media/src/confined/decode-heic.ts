import { createRequire } from "node:module";
import { ReparteeError } from "@repartee/protocol";
import { runDecoder } from "./run-decoder.ts";

export interface DecodeHeicOptions {
  readonly maxPixels: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Pixels as red, green, blue and alpha, upright. */
export interface DecodedHeic {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Pictures in the file; this is the first of them. */
  readonly pages: number;
}

const body = `
  const decode = require(options.library);
  const pictures = await decode.all({ buffer: bytes });
  const { width, height } = pictures[0];
  if (width * height > options.maxPixels) return { answer: { pixels: width * height } };
  const { data } = await pictures[0].decode();
  return { answer: { width, height, pages: pictures.length }, payload: Buffer.from(data.buffer) };`;

/**
 * Decodes a HEIC, as iPhones send them, in a process with a limit of memory and time.
 *
 * @throws ReparteeError `heic_unsupported` when the optional package is not installed;
 * `image_too_large`, `image_unreadable`, `image_timeout`.
 */
export async function decodeHeic(
  bytes: Uint8Array,
  { maxPixels, timeoutMs, signal }: DecodeHeicOptions,
): Promise<DecodedHeic> {
  const late = new ReparteeError("image_timeout", `Decoding took more than ${timeoutMs} ms.`);
  const options = { library: findLibrary(), maxPixels };
  // The decoder holds its planes, the pixels, and a copy of them. Pictures of about the same size have
  // the same limits, so that they can share a process.
  const pixels = 2 ** Math.ceil(Math.log2(Math.max(1, (maxPixels * 4) / MB)));
  const memory = {
    ...{ heap: 128, wasm: 256 + pixels * 2, array: pixels + 16 },
    ...{ whole: 512 + pixels * 4, payload: pixels },
  };
  const run = { body, bytes, options, timeoutMs, late, memory, signal };
  const { answer, payload } = await runDecoder(run);
  return picture(new Map(Object.entries(answer ?? {})), payload, maxPixels);
}

const MB = 1024 * 1024;

function picture(
  answer: ReadonlyMap<string, unknown>,
  data: Uint8Array,
  maxPixels: number,
): DecodedHeic {
  const [width, height, pages, pixels] = ["width", "height", "pages", "pixels"].map((name) =>
    Number(answer.get(name) ?? 0),
  );
  if (pixels) {
    throw new ReparteeError(
      "image_too_large",
      `The picture has ${pixels} pixels; at most ${maxPixels} are decoded.`,
    );
  }
  if (width && height && pages && data.length === width * height * 4)
    return { data, width, height, pages };
  const why = answer.get("error") ?? "the decoder gave no pixels";
  throw new ReparteeError("image_unreadable", `The picture cannot be read: ${why}.`);
}

function findLibrary(): string {
  try {
    return createRequire(import.meta.url).resolve("heic-decode");
  } catch (cause) {
    throw new ReparteeError(
      "heic_unsupported",
      "HEIC pictures need the package heic-decode: install it beside @repartee/media.",
      { cause },
    );
  }
}

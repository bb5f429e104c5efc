import { createRequire } from "node:module";
import { ReparteeError } from "@repartee/protocol";
import { runInThread } from "./run-in-thread.ts";

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
}

/** Megabytes that the worker may take beside the pixels themselves. */
const WORKER_MEGABYTES = 512;

const program = `
const { parentPort, workerData } = require("node:worker_threads");
const decode = require(workerData.library);
decode.all({ buffer: workerData.bytes }).then(async ([first]) => {
  if (!first) throw new Error("There is no picture in it");
  const { width, height } = first;
  if (width * height > workerData.maxPixels) return parentPort.postMessage({ pixels: width * height });
  const { data } = await first.decode();
  const copy = new Uint8Array(data);
  parentPort.postMessage({ width, height, data: copy }, [copy.buffer]);
}).catch((error) => parentPort.postMessage({ error: String(error && error.message || error) }));
`;

interface Answer {
  readonly error?: string;
  readonly pixels?: number;
  readonly width?: number;
  readonly height?: number;
  readonly data?: Uint8Array;
}

/**
 * Decodes a HEIC, as iPhones send them, in a worker thread.
 *
 * @throws ReparteeError `heic_unsupported` when the optional package is not installed;
 * `image_too_large`, `image_unreadable`, `image_timeout`.
 */
export async function decodeHeic(
  bytes: Uint8Array,
  { maxPixels, timeoutMs, signal }: DecodeHeicOptions,
): Promise<DecodedHeic> {
  const late = new ReparteeError("image_timeout", `Decoding took more than ${timeoutMs} ms.`);
  const workerData = { library: findLibrary(), bytes, maxPixels };
  const limits = { timeoutMs, late, megabytes: WORKER_MEGABYTES, signal };
  return picture(await runInThread<Answer>(program, workerData, limits), maxPixels);
}

function picture({ error, pixels, width, height, data }: Answer, maxPixels: number): DecodedHeic {
  if (pixels !== undefined) {
    throw new ReparteeError(
      "image_too_large",
      `The picture has ${pixels} pixels; ${maxPixels} is the most that is decoded.`,
    );
  }
  if (data && width !== undefined && height !== undefined) return { data, width, height };
  throw new ReparteeError("image_unreadable", `The picture cannot be read: ${error}.`);
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

import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { ReparteeError } from "@repartee/protocol";

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

// In a thread of its own: decoding is one long computation, and a limit of memory and time can be
// set on a thread. Told as text, because a bundled app has no file of ours to start it from.
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
  const workerData = { library: findLibrary(), bytes, maxPixels };
  const resourceLimits = { maxOldGenerationSizeMb: WORKER_MEGABYTES };
  const worker = new Worker(program, { eval: true, workerData, resourceLimits });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("the decoder ended without an answer")));
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      timer = setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs);
    });
    return picture(answer, maxPixels);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
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

function timedOut(timeoutMs: number): ReparteeError {
  return new ReparteeError("image_timeout", `Decoding took more than ${timeoutMs} ms.`);
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

import { createRequire } from "node:module";
import { isReparteeError, ReparteeError } from "@repartee/protocol";
import { createPictureLimiter } from "../opening/picture-limiter.ts";
import type { DecoderMemory } from "./decoder-process.ts";
import { runDecoder } from "./run-decoder.ts";

/** What the readers of sound, film and documents find. */
export interface DecodedFacts {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly durationMs?: number | undefined;
  readonly videoCodec?: string | undefined;
  readonly audioCodec?: string | undefined;
  readonly pages?: number | undefined;
}

export interface FactsRequest {
  readonly bytes: Uint8Array;
  /** Milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

interface Reader {
  /** The optional package, and what it reads. */
  readonly library: string;
  readonly what: string;
  /** Sets `facts` from `bytes`, with the library's own file at `library`. */
  readonly program: string;
  /** A further file that the library needs. */
  readonly file?: string;
}

export const soundAndFilm: Reader = {
  library: "mediainfo.js",
  what: "Sound and film",
  file: "mediainfo.js/MediaInfoModule.wasm",
  program: `
  const factory = require(options.library);
  const reader = await (factory.default ?? factory)({ format: "object", locateFile: () => options.file });
  const { media } = await reader.analyzeData(bytes.length, (size, at) => bytes.subarray(at, at + size));
  for (const track of media?.track ?? []) {
    if (track["@type"] === "General" && track.Duration !== undefined)
      facts.durationMs = Math.round(track.Duration * 1000);
    if (track["@type"] === "Audio") facts.audioCodec = track.Format;
    if (track["@type"] !== "Video") continue;
    const isTurned = Number(track.Rotation ?? 0) % 180 !== 0;
    facts.videoCodec = track.Format;
    facts.width = isTurned ? track.Height : track.Width;
    facts.height = isTurned ? track.Width : track.Height;
  }
  if (!facts.videoCodec && !facts.audioCodec) throw new Error("there is neither sound nor film in it");`,
};

export const documents: Reader = {
  library: "@cantoo/pdf-lib",
  what: "Documents",
  program: `
  const { PDFDocument } = require(options.library);
  const document = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false });
  facts.pages = document.getPageCount();`,
};

// A document of 5 MB that people send takes some 100 MB; its largest stream has some megabytes.
const memory: DecoderMemory = { heap: 256, wasm: 256, array: 32, whole: 512, payload: 0 };

/** Each process takes some ten megabytes and a core. */
const turns = createPictureLimiter(2);

/**
 * Reads a stranger's bytes with an optional package, in a process with limits of memory and time.
 *
 * @throws ReparteeError `probe_unsupported` without the package, `probe_timeout`,
 * `media_unreadable`.
 */
export function readFacts(
  reader: Reader,
  { bytes, timeoutMs, signal }: FactsRequest,
): Promise<DecodedFacts> {
  return turns(async () => {
    const library = resolved(reader.library, reader);
    const file = reader.file && resolved(reader.file, reader);
    const late = new ReparteeError("probe_timeout", `Probing took more than ${timeoutMs} ms.`);
    const body = `
  const facts = {};${reader.program}
  return { answer: facts };`;
    const run = { body, bytes, options: { library, file }, timeoutMs, late, memory, signal };
    const { answer } = await runDecoder(run).catch((error: unknown) => {
      if (isReparteeError(error) || signal?.aborted) throw error;
      return { answer: { error: error instanceof Error ? error.message : String(error) } };
    });
    return factsIn(answer);
  });
}

function factsIn(answer: unknown): DecodedFacts {
  const found: ReadonlyMap<string, unknown> = new Map(Object.entries(answer ?? {}));
  const error = found.get("error");
  if (error !== undefined) {
    throw new ReparteeError("media_unreadable", `The media cannot be read: ${error}.`);
  }
  const numberOf = (name: string) => {
    const value = found.get(name);
    return typeof value === "number" ? { [name]: value } : {};
  };
  const textOf = (name: string) => {
    const value = found.get(name);
    return typeof value === "string" ? { [name]: value } : {};
  };
  return {
    ...numberOf("width"),
    ...numberOf("height"),
    ...numberOf("durationMs"),
    ...textOf("videoCodec"),
    ...textOf("audioCodec"),
    ...numberOf("pages"),
  };
}

function resolved(name: string, { library, what }: Reader): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new ReparteeError(
      "probe_unsupported",
      `${what} need the package ${library}: install it beside @repartee/media.`,
      { cause },
    );
  }
}

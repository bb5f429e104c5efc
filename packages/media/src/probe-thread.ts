import { createRequire } from "node:module";
import { isReparteeError, ReparteeError } from "@repartee/protocol";
import { createPictureWork } from "./picture-work.ts";
import { runInThread } from "./run-in-thread.ts";

/** What the readers of sound, film and documents tell. */
export interface ThreadFacts {
  readonly width?: number;
  readonly height?: number;
  readonly durationMs?: number;
  readonly videoCodec?: string;
  readonly audioCodec?: string;
  readonly pages?: number;
}

export interface ThreadProbe {
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
  const factory = require(library);
  const reader = await (factory.default ?? factory)({ format: "object", locateFile: () => file });
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
  const { PDFDocument } = require(library);
  const document = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false });
  facts.pages = document.getPageCount();`,
};

const MEGABYTES = 256;

/** Each thread takes some ten megabytes and a core. */
const turns = createPictureWork(2);

/**
 * Reads what a stranger sent with an optional package, in a thread of its own.
 *
 * @throws ReparteeError `probe_unsupported` without the package, `probe_timeout`,
 * `media_unreadable`.
 */
export function probeInThread(
  reader: Reader,
  { bytes, timeoutMs, signal }: ThreadProbe,
): Promise<ThreadFacts> {
  return turns(async () => {
    const library = resolved(reader.library, reader);
    const file = reader.file && resolved(reader.file, reader);
    const late = new ReparteeError("probe_timeout", `Probing took more than ${timeoutMs} ms.`);
    const limits = { timeoutMs, late, megabytes: MEGABYTES, signal };
    const answer = await runInThread<{ readonly facts?: ThreadFacts; readonly error?: string }>(
      programOf(reader),
      { library, file, bytes },
      limits,
    ).catch((error: unknown) => {
      if (isReparteeError(error) || signal?.aborted) throw error;
      return { error: error instanceof Error ? error.message : String(error), facts: undefined };
    });
    if (answer.facts) return answer.facts;
    throw new ReparteeError("media_unreadable", `It cannot be read: ${answer.error}.`);
  });
}

function programOf({ program }: Reader): string {
  return `
const { parentPort, workerData } = require("node:worker_threads");
const { library, file, bytes } = workerData;
(async () => {
  const facts = {};${program}
  return { facts };
})()
  .catch((error) => ({ error: String(error?.message ?? error).split("\\n", 1)[0] }))
  .then((answer) => parentPort.postMessage(answer));
`;
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

import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPictureLimiter } from "../opening/picture-limiter.ts";
import type { MediaPart } from "../outbound/fit-all.ts";
import { findProgram } from "./find-program.ts";
import { runFfmpeg } from "./run-ffmpeg.ts";
import { type Attempt, soundAttempts, videoAttempts } from "./transcode-settings.ts";

export interface TranscoderOptions {
  /** The program. Default: the first `ffmpeg` on the PATH. */
  readonly ffmpegPath?: string | undefined;
  /** Milliseconds for one media item, all attempts together. Default: 60 000. */
  readonly timeoutMs?: number | undefined;
  /** Threads of one run. Default: 1. */
  readonly threads?: number | undefined;
  /** Media items that are worked on at once; the others wait. Default: 2. */
  readonly concurrency?: number | undefined;
  /** Where the files of a run are made. Default: the system's directory for temporary files. */
  readonly directory?: string | undefined;
}

export interface TranscodeOptions {
  /** Bytes that the result has at most. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** What came out, or why nothing did. */
export type Transcoded =
  | ({ readonly ok: true; readonly steps: readonly string[] } & MediaPart)
  | { readonly ok: false; readonly sentence: string };

/** Makes sound and film small, in forms that every carrier takes. */
export interface Transcoder {
  /** Film becomes H.264 and AAC in MP4; sound becomes AAC in MP4, or AMR when little room is left. */
  transcode(part: MediaPart, options: TranscodeOptions): Promise<Transcoded>;
}

/** Pixels that one picture of a film has at most: those of 8K. More are a trap, not a film. */
const maxPixels = 7_680 * 4_320;

// What reads each type. Named, never guessed: a playlist that is called a film would otherwise have
// files of this machine read into it.
const readers: Readonly<Record<string, string>> = {
  "video/mp4": "mov",
  "video/mpeg4": "mov",
  "video/quicktime": "mov",
  "video/3gpp": "mov",
  "video/3gpp2": "mov",
  "audio/mp4": "mov",
  "audio/x-m4a": "mov",
  "audio/3gpp": "mov",
  "audio/3gpp2": "mov",
  "video/webm": "matroska",
  "audio/webm": "matroska",
  "video/mpeg": "mpeg",
  "audio/mpeg": "mp3",
  "audio/mp3": "mp3",
  "audio/ogg": "ogg",
  "audio/amr": "amr",
  "audio/amr-nb": "amr",
  "audio/vnd.wave": "wav",
  "audio/wav": "wav",
  "audio/ac3": "ac3",
};

/**
 * Makes a transcoder. It runs the machine's ffmpeg, one process an attempt, which may read its one
 * input file and write its one output file, and nothing else.
 */
export function createTranscoder({
  ffmpegPath,
  timeoutMs = 60_000,
  threads = 1,
  concurrency = 2,
  directory = tmpdir(),
}: TranscoderOptions = {}): Transcoder {
  let found: Promise<string | undefined> | undefined;
  const work = createPictureLimiter(concurrency);
  return { transcode: (part, options) => work(() => transcode(part, options)) };

  async function transcode(
    part: MediaPart,
    { maxBytes, signal }: TranscodeOptions,
  ): Promise<Transcoded> {
    found ??= ffmpegPath === undefined ? findProgram("ffmpeg") : Promise.resolve(ffmpegPath);
    const ffmpeg = await found;
    if (ffmpeg === undefined) {
      return refused("It is not convertible here: there is no ffmpeg on this machine.");
    }
    const reader = readers[part.contentType];
    if (reader === undefined) return refused(`${part.contentType} is not convertible here.`);

    const folder = await mkdtemp(join(directory, "repartee-transcode-"));
    const deadline = Date.now() + timeoutMs;
    const run = (args: readonly string[]) =>
      runFfmpeg({ ffmpeg, args, signal, timeoutMs: Math.max(1, deadline - Date.now()) });
    const input = join(folder, "input");
    const from = [
      ...["-protocol_whitelist", "file", "-max_pixels", String(maxPixels)],
      ...["-f", reader, "-i", `file:${input}`],
    ];
    try {
      await writeFile(input, part.bytes);
      const { log, hasRun, isTimeout } = await run(from);
      const tooLong = `it takes more than ${timeoutMs} ms`;
      if (isTimeout) return refused(`It is not convertible here: ${tooLong}.`);
      if (!hasRun) return refused("It is not convertible here: ffmpeg cannot be started.");
      const seconds = durationIn(log);
      if (seconds === undefined) return refused("It is damaged: no duration can be read.");
      const attempts = /^ *Stream #.*Video: (?!mjpeg|png)/m.test(log)
        ? videoAttempts(maxBytes, seconds)
        : soundAttempts(maxBytes, seconds);
      let why = `${Math.round(seconds)} seconds of it do not fit in ${maxBytes} bytes`;
      for (const attempt of attempts) {
        const made = await make(attempt);
        if (typeof made !== "string") return made;
        if (made !== "") why = made;
        if (Date.now() < deadline) continue;
        why = tooLong;
        break;
      }
      return refused(`It is not convertible here: ${why}.`);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }

    /** The result; or why there is none, empty when it came out too large. */
    async function make({ contentType, args, extension, steps }: Attempt) {
      const output = join(folder, `output.${extension}`);
      const { ok, log } = await run([
        ...from,
        ...["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-sn"],
        ...["-threads", String(threads), ...args],
        // Twice the limit: a result that is only a little too large tells nothing worth more.
        ...["-fs", String(maxBytes * 2), `file:${output}`],
      ]);
      const missing = /Unknown encoder '([^']+)'/.exec(log)?.[1];
      if (missing !== undefined) return `this ffmpeg has no encoder ${missing}`;
      if (/exceeds specified max pixel count/.test(log)) return "its picture is too large";
      if (!ok) return "ffmpeg cannot read it";
      if ((await stat(output)).size > maxBytes) return "";
      return { ok: true as const, contentType, bytes: await readFile(output), steps };
    }
  }
}

function refused(sentence: string): Transcoded {
  return { ok: false, sentence };
}

/** `Duration: 00:00:05.02` in seconds; a title that reads like it stands further right. */
function durationIn(log: string): number | undefined {
  const [, hours, minutes, seconds] =
    /^ {0,2}Duration: (\d+):(\d+):(\d+(?:\.\d+)?)/m.exec(log) ?? [];
  if (seconds === undefined) return undefined;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return total > 0 ? total : undefined;
}

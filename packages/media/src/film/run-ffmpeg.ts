import { execFile } from "node:child_process";
import { confine } from "../confined/confine.ts";

export interface FfmpegRun {
  readonly ffmpeg: string;
  readonly args: readonly string[];
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a run ended; `log` is what the program wrote of it. */
export interface FfmpegEnd {
  readonly ok: boolean;
  /** False when the program could not be started. */
  readonly hasRun: boolean;
  readonly isTimeout: boolean;
  readonly log: string;
}

/** A film of 8K with its reference pictures takes some 800. */
const MEGABYTES = 1_024;
/** Decoder and encoder may each use some threads of their own. */
const PROCESSORS = 16;

/** Runs the program without a shell, without input, with an environment of its own, and not for ever. */
export function runFfmpeg({ ffmpeg, args, timeoutMs, signal }: FfmpegRun): Promise<FfmpegEnd> {
  signal?.throwIfAborted();
  const command = ["-hide_banner", "-nostats", "-nostdin", "-y", ...args];
  const limits = { megabytes: MEGABYTES, seconds: (timeoutMs / 1000) * PROCESSORS + 1 };
  const { file, args: confined } = confine(ffmpeg, command, limits);
  return new Promise((resolve, reject) => {
    execFile(
      file,
      confined,
      { timeout: timeoutMs, killSignal: "SIGKILL", maxBuffer: 1024 * 1024, env: {}, signal },
      (error, _stdout, log) => {
        if (signal?.aborted) return reject(signal.reason);
        // The system's own errors name the call, and a shell's exit code says that it found no program.
        // Too long a log ends it too, and is not a timeout.
        const hasRun = error?.syscall === undefined && error?.code !== 126 && error?.code !== 127;
        const isTimeout = error?.killed === true && error.code === null;
        resolve({ ok: error === null, hasRun, isTimeout, log });
      },
    );
  });
}

import { execFile } from "node:child_process";

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

/** Runs the program without a shell, without input, with an environment of its own, and not for ever. */
export function runFfmpeg({ ffmpeg, args, timeoutMs, signal }: FfmpegRun): Promise<FfmpegEnd> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    execFile(
      ffmpeg,
      ["-hide_banner", "-nostats", "-nostdin", "-y", ...args],
      { timeout: timeoutMs, killSignal: "SIGKILL", maxBuffer: 1024 * 1024, env: {}, signal },
      (error, _stdout, log) => {
        if (signal?.aborted) return reject(signal.reason);
        // The system's own errors name the call; too long a log ends it too, and is no timeout.
        const hasRun = error?.syscall === undefined;
        const isTimeout = error?.killed === true && error.code === null;
        resolve({ ok: error === null, hasRun, isTimeout, log });
      },
    );
  });
}

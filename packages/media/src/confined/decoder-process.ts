import { type ChildProcess, spawn } from "node:child_process";
import { Socket } from "node:net";
import { confine } from "./confine.ts";
import { decoderProgram } from "./decoder-program.ts";
import { type DecoderResult, readResult } from "./decoder-result.ts";

/** What a process that decodes a stranger's bytes runs, and what it may take. */
export interface DecoderLimits {
  /** The body of {@link decoderProgram}. */
  readonly body: string;
  readonly memory: DecoderMemory;
  /** Milliseconds that one job may take. */
  readonly timeoutMs: number;
}

/** Megabytes. */
export interface DecoderMemory {
  /** Objects of JavaScript. */
  readonly heap: number;
  /** Memory of WebAssembly. */
  readonly wasm: number;
  /** One array. */
  readonly array: number;
  /** All that the process takes beyond what Node reserves at its start; the kernel's limit. */
  readonly whole: number;
  /** What it may send back. */
  readonly payload: number;
}

/** One thing to decode. */
export interface DecoderJob {
  readonly bytes: Uint8Array;
  /** For the body. */
  readonly options: Readonly<Record<string, string | number | undefined>>;
}

/** A process that decodes one job at a time. */
export interface DecoderProcess {
  readonly limits: DecoderLimits;
  /** Throws when the process ends without a result, and the signal's reason once it aborts. */
  run(job: DecoderJob, signal: AbortSignal): Promise<DecoderResult>;
  /** Can it take another job? */
  isAlive(): boolean;
  /** Lets this process end although the decoder waits for a job. The next job undoes it. */
  rest(): void;
  kill(): void;
}

/**
 * Seconds of a processor that a process may use for jobs before its last one. The kernel counts the
 * time of a process, not of a job: the last job must still find all of its own.
 */
export const SPARE_SECONDS = 10;

const MB = 1024 * 1024;
const running = new Set<ChildProcess>();
const killAll = () => {
  for (const child of running) child.kill("SIGKILL");
};

/**
 * Starts a decoder in a process with hard limits. It ends with this process, however that ends.
 *
 * @param reserve megabytes that Node itself reserves.
 */
export function startDecoder(
  { body, memory, timeoutMs }: DecoderLimits,
  reserve: number,
): DecoderProcess {
  const limits = { body, memory, timeoutMs };
  const child = start(limits, reserve);
  if (running.size === 0) process.once("exit", killAll);
  running.add(child);
  let failed: Error | undefined;
  child.once("error", (error) => {
    failed = error;
  });
  child.once("close", () => {
    running.delete(child);
    if (running.size === 0) process.off("exit", killAll);
  });
  // A process that dies early closes its input; how it ended says more.
  child.stdin?.on("error", () => {});
  const handles = [child.stdin, child.stdout].filter((one) => one instanceof Socket);
  return {
    limits,
    async run({ bytes, options }, signal) {
      child.ref();
      for (const handle of handles) handle.ref();
      child.stdin?.write(`${JSON.stringify({ size: bytes.length, options })}\n`);
      child.stdin?.write(bytes);
      const result = await readResult(child.stdout, memory.payload * MB, signal);
      if (result !== undefined) return result;
      throw failed ?? new Error(`it needs more than the ${memory.whole} MB that it may have`);
    },
    isAlive: () => child.exitCode === null && child.signalCode === null && !failed,
    rest() {
      child.unref();
      for (const handle of handles) handle.unref();
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

function start({ body, memory, timeoutMs }: DecoderLimits, reserve: number): ChildProcess {
  const limits = { maxMemoryBytes: memory.wasm * MB, maxArrayBytes: memory.array * MB };
  const { file, args } = confine(
    process.execPath,
    [
      `--max-old-space-size=${memory.heap}`,
      ...["-e", decoderProgram(body), JSON.stringify(limits)],
    ],
    { megabytes: memory.whole + reserve, seconds: timeoutMs / 1000 + 1 + SPARE_SECONDS },
  );
  // Nothing of this process's environment: it may hold secrets, and options for other programs.
  const { SystemRoot } = process.env;
  const env = { ELECTRON_RUN_AS_NODE: "1", ...(SystemRoot !== undefined && { SystemRoot }) };
  return spawn(file, args, { env, stdio: ["pipe", "pipe", "ignore"], windowsHide: true });
}

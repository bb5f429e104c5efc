import { type ChildProcess, spawn } from "node:child_process";
import { confine } from "./confine.ts";
import { decoderProgram } from "./decoder-program.ts";

/** A decoder of a stranger's bytes, and what it may take. */
export interface DecoderRun {
  /** The body of {@link decoderProgram}. */
  readonly body: string;
  readonly bytes: Uint8Array;
  /** For the body. */
  readonly options: Readonly<Record<string, string | number | undefined>>;
  readonly timeoutMs: number;
  /** Thrown when the time is over. */
  readonly late: Error;
  readonly memory: DecoderMemory;
  readonly signal?: AbortSignal | undefined;
}

/** Megabytes. */
export interface DecoderMemory {
  /** Objects of JavaScript. */
  readonly heap: number;
  /** Memory of WebAssembly. */
  readonly wasm: number;
  /** One array. */
  readonly array: number;
  /** All of the process, its code included; the kernel's limit. */
  readonly whole: number;
  /** What it may send back. */
  readonly payload: number;
}

/** What a decoder sent back. */
export interface DecoderAnswer {
  /** Parsed JSON, not yet checked. */
  readonly answer: unknown;
  readonly payload: Buffer;
}

const MB = 1024 * 1024;

/**
 * Runs a decoder in a process of its own: it can neither take more memory than it may have, nor hold
 * up or bring down this process.
 *
 * A thread would not do: its limits count objects, while decoders inflate into buffers and
 * WebAssembly.
 *
 * @throws Error when the process ends without an answer, as one does that needs too much memory.
 */
export async function runDecoder(run: DecoderRun): Promise<DecoderAnswer> {
  const { signal, timeoutMs, late } = run;
  signal?.throwIfAborted();
  const child = start(run);
  let stop = () => {};
  try {
    return await new Promise<DecoderAnswer>((resolve, reject) => {
      const timer = setTimeout(() => reject(late), timeoutMs);
      const cancel = () => reject(signal?.reason);
      signal?.addEventListener("abort", cancel, { once: true });
      stop = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", cancel);
      };
      child.once("error", reject);
      // One that dies early closes its input; how it ended says more.
      child.stdin?.on("error", () => {});
      child.stdin?.end(run.bytes);
      collect(child, run.memory).then(resolve, reject);
    });
  } finally {
    stop();
    child.kill("SIGKILL");
  }
}

function start({ body, options, memory, timeoutMs }: DecoderRun): ChildProcess {
  const limits = { maxMemoryBytes: memory.wasm * MB, maxArrayBytes: memory.array * MB };
  const { file, args } = confine(
    process.execPath,
    [
      `--max-old-space-size=${memory.heap}`,
      ...["-e", decoderProgram(body), JSON.stringify({ ...options, ...limits })],
    ],
    { megabytes: memory.whole, seconds: timeoutMs / 1000 + 1 },
  );
  // Nothing of this process's environment: it may hold secrets, and options for other programs.
  const { SystemRoot } = process.env;
  const env = { ELECTRON_RUN_AS_NODE: "1", ...(SystemRoot !== undefined && { SystemRoot }) };
  return spawn(file, args, { env, stdio: ["pipe", "pipe", "ignore"], windowsHide: true });
}

async function collect(child: ChildProcess, memory: DecoderMemory): Promise<DecoderAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of child.stdout ?? []) {
    size += chunk.length;
    if (size > memory.payload * MB + 64 * 1024) break;
    chunks.push(chunk);
  }
  const all = Buffer.concat(chunks);
  const end = all.indexOf("\n");
  if (end < 0) throw new Error(`it needs more than the ${memory.whole} MB that it may have`);
  return { answer: JSON.parse(all.toString("utf8", 0, end)), payload: all.subarray(end + 1) };
}

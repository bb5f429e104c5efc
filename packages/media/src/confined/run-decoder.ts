import {
  type DecoderJob,
  type DecoderLimits,
  type DecoderProcess,
  startDecoder,
} from "./decoder-process.ts";
import type { DecoderResult } from "./decoder-result.ts";
import { nodeReserve } from "./node-reserve.ts";
import { createWarmDecoders } from "./warm-decoders.ts";

/** A decoder of a stranger's bytes, its job, and what it may take. */
export interface DecoderRun extends DecoderLimits, DecoderJob {
  /** Thrown when the time is over. */
  readonly late: Error;
  readonly signal?: AbortSignal | undefined;
}

const warm = createWarmDecoders();

/**
 * Runs a decoder in another process, so that it cannot take more memory than it may have, and cannot
 * delay or end this process. The next job of the same decoder and limits reuses the process, unless
 * something was wrong with this one.
 *
 * A thread would not do: its limits count objects, while decoders inflate into buffers and
 * WebAssembly.
 *
 * @throws Error when the process ends without a result, as one does that needs too much memory.
 */
export async function runDecoder(run: DecoderRun): Promise<DecoderResult> {
  const { signal, timeoutMs, late } = run;
  signal?.throwIfAborted();
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(late), timeoutMs);
  const cancel = () => stop.abort(signal?.reason);
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    return (
      (await tryWarm(run, stop.signal)) ??
      (await attempt(startDecoder(run, await nodeReserve()), run, stop.signal))
    );
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", cancel);
  }
}

/**
 * A fault in a reused process may be the trace of an earlier job, such as memory that is still in use:
 * only a fresh process decides that bytes are damaged or take too much.
 */
async function tryWarm(run: DecoderRun, stop: AbortSignal): Promise<DecoderResult | undefined> {
  const decoder = warm.take(run);
  if (decoder === undefined) return undefined;
  const result = await attempt(decoder, run, stop).catch(() => undefined);
  stop.throwIfAborted();
  return result?.isFault ? undefined : result;
}

async function attempt(
  decoder: DecoderProcess,
  { bytes, options }: DecoderJob,
  stop: AbortSignal,
): Promise<DecoderResult> {
  try {
    const result = await decoder.run({ bytes, options }, stop);
    warm.giveBack(decoder, result);
    return result;
  } catch (error) {
    decoder.kill();
    throw error;
  }
}

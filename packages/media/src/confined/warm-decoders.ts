import { type DecoderLimits, type DecoderProcess, SPARE_SECONDS } from "./decoder-process.ts";
import type { DecoderResult } from "./decoder-result.ts";

/** Decoders that wait for a job: most of a short job is starting a process and loading a library. */
export interface WarmDecoders {
  /** A process with exactly these limits, if one waits. */
  take(limits: DecoderLimits): DecoderProcess | undefined;
  /** Keeps a process after a job, or ends it. */
  giveBack(decoder: DecoderProcess, result: DecoderResult): void;
}

/** Jobs of one process, so that what a library leaks does not add up. */
const MOST_JOBS = 50;
/** A process that holds more after a job is replaced; a fresh one with its library holds about 100 MB. */
const MOST_RESIDENT_BYTES = 200 * 1024 * 1024;
const IDLE_MS = 10_000;

/** Keeps at most one process per decoder. A waiting process does not keep this one alive. */
export function createWarmDecoders(idleMs: number = IDLE_MS): WarmDecoders {
  const waiting = new Map<
    string,
    { readonly decoder: DecoderProcess; readonly forget: () => void }
  >();
  const jobs = new WeakMap<DecoderProcess, number>();

  return {
    take(limits) {
      const kept = waiting.get(limits.body);
      if (kept === undefined) return undefined;
      kept.forget();
      if (kept.decoder.isAlive() && hasLimits(kept.decoder, limits)) return kept.decoder;
      kept.decoder.kill();
      return undefined;
    },
    giveBack(decoder, result) {
      const { body } = decoder.limits;
      const count = (jobs.get(decoder) ?? 0) + 1;
      jobs.set(decoder, count);
      if (count >= MOST_JOBS || waiting.has(body) || !isFit(result)) return decoder.kill();
      const timer = setTimeout(() => {
        waiting.delete(body);
        decoder.kill();
      }, idleMs).unref();
      const forget = () => {
        clearTimeout(timer);
        waiting.delete(body);
      };
      waiting.set(body, { decoder, forget });
      decoder.rest();
    },
  };
}

function isFit({ isFault, residentBytes, cpuMs }: DecoderResult): boolean {
  return !isFault && residentBytes <= MOST_RESIDENT_BYTES && cpuMs <= SPARE_SECONDS * 1000;
}

function hasLimits({ limits }: DecoderProcess, { memory, timeoutMs }: DecoderLimits): boolean {
  return limits.timeoutMs === timeoutMs && JSON.stringify(limits.memory) === JSON.stringify(memory);
}

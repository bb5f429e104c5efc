import type { Readable } from "node:stream";

/** What a decoder sent back. */
export interface DecoderResult {
  /** Parsed JSON, not yet checked. */
  readonly answer: unknown;
  readonly payload: Buffer;
  /** The decoder failed, or did not keep to the form of a result. */
  readonly isFault: boolean;
  /** Memory that the process holds after the job, in bytes. */
  readonly residentBytes: number;
  /** Milliseconds of a processor that the process has used for all its jobs. */
  readonly cpuMs: number;
}

/** Bytes of the line before a payload, at most. */
const LONGEST_LINE = 64 * 1024;

/**
 * Reads one result; `undefined` when the stream ends first, or sends more than it may.
 *
 * @throws the reason of `signal`, once that aborts.
 */
export function readResult(
  stream: Readable | null,
  maxPayload: number,
  signal: AbortSignal,
): Promise<DecoderResult | undefined> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    if (stream === null || stream.destroyed || stream.readableEnded) return resolve(undefined);
    const chunks: Buffer[] = [];
    let received = 0;
    let head: Head | undefined;
    const stop = () => {
      signal.removeEventListener("abort", cancel);
      stream.off("data", take).off("close", end).off("error", end);
      stream.pause();
    };
    const cancel = () => {
      stop();
      reject(signal.reason);
    };
    const settle = (result: DecoderResult | undefined) => {
      stop();
      resolve(result);
    };
    const end = () => settle(undefined);
    const take = (chunk: Buffer) => {
      chunks.push(chunk);
      received += chunk.length;
      if (received > maxPayload + LONGEST_LINE) return end();
      if (head === undefined && chunk.includes(10)) head = headIn(Buffer.concat(chunks));
      if (head === undefined || received < head.payloadAt + head.size) return;
      const { payloadAt, size, ...result } = head;
      const payload = Buffer.concat(chunks).subarray(payloadAt, payloadAt + size);
      settle({ ...result, payload, isFault: result.isFault || received > payloadAt + size });
    };
    signal.addEventListener("abort", cancel, { once: true });
    stream.on("data", take).once("close", end).once("error", end);
    stream.resume();
  });
}

interface Head extends Omit<DecoderResult, "payload"> {
  readonly size: number;
  readonly payloadAt: number;
}

/** What cannot be read counts as a fault of the decoder, which handles a stranger's bytes. */
function headIn(start: Buffer): Head {
  const end = start.indexOf(10);
  const found = new Map<string, unknown>(Object.entries(parsed(start.toString("utf8", 0, end))));
  const numberOf = (name: string, otherwise: number) => {
    const value = found.get(name);
    return typeof value === "number" && value >= 0 ? value : otherwise;
  };
  return {
    answer: found.get("answer"),
    size: numberOf("size", 0),
    isFault: found.get("isFault") !== false,
    residentBytes: numberOf("residentBytes", Number.POSITIVE_INFINITY),
    cpuMs: numberOf("cpuMs", Number.POSITIVE_INFINITY),
    payloadAt: end + 1,
  };
}

function parsed(line: string): object {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}

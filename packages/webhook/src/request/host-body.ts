import { Readable } from "node:stream";
import { readBody } from "./read-body.ts";

/** Where a host may have a request's body. */
export interface HostBody {
  /** Bytes or text that something kept on purpose, as in `request.rawBody`. */
  readonly rawBody: unknown;
  readonly stream: AsyncIterable<Uint8Array | string>;
  /** What a parser made of the body; used when it is bytes or text. */
  readonly parsed: unknown;
  /** What to do when the stream was read and its bytes were not kept. */
  readonly advice: string;
}

/**
 * Reads the bytes that were signed: what was kept, otherwise the stream, otherwise what a parser left.
 *
 * @throws ReparteeError `body_too_large`, `body_incomplete`. Error with the advice when the bytes are gone.
 */
export async function readHostBody(body: HostBody): Promise<Uint8Array> {
  const { rawBody, stream, parsed, advice } = body;
  const kept = bytesOf(rawBody);
  // An empty one may be a default that was set before anything was read.
  if (kept !== undefined && kept.length > 0) return kept;
  const isRead = stream instanceof Readable && stream.readableDidRead;
  if (!isRead) return readBody(stream);
  const left = bytesOf(parsed) ?? kept;
  if (left === undefined) throw new Error(advice);
  return left;
}

// Text loses nothing: a form is ASCII, and JSON is UTF-8.
function bytesOf(body: unknown): Uint8Array | undefined {
  if (body instanceof Uint8Array) return body;
  return typeof body === "string" ? Buffer.from(body) : undefined;
}

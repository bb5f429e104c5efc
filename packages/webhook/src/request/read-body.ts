import { Readable } from "node:stream";
import { hasErrorCode, ReparteeError } from "@repartee/protocol";

/** Bytes of a webhook's body that are read at most: 1600 characters and their parameters need far less. */
export const MAX_WEBHOOK_BYTES: number = 256 * 1024;

/**
 * Reads a body as it comes, from a Node or a web stream. Pieces of text are taken as UTF-8: a middleware
 * may have called `setEncoding` on the stream, or replaced it.
 *
 * @throws ReparteeError `body_too_large` past the limit; the rest is not kept. `body_incomplete` when the
 * client goes away before the end.
 */
export function readBody(
  source: AsyncIterable<Uint8Array | string>,
  limit: number = MAX_WEBHOOK_BYTES,
): Promise<Uint8Array> {
  return source instanceof Readable ? readStream(source, limit) : readChunks(source, limit);
}

// By events: iterating over a Node stream costs more than verifying what it brings.
function readStream(stream: Readable, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const body = createBody(limit);
    let hasEnded = false;
    const onEnd = () => {
      hasEnded = true;
      resolve(body.bytes());
    };
    // Every stream closes: an Error is made, at the price of half a verification, when it is one.
    const onClose = () => {
      if (!hasEnded) reject(incomplete());
    };
    if (stream.readableEnded) onEnd();
    else if (stream.destroyed) onClose();
    else
      stream
        .on("data", (chunk: Uint8Array | string) => {
          try {
            body.add(chunk);
          } catch (error) {
            // Paused, not destroyed: the client is still to hear why.
            stream.pause();
            reject(error);
          }
        })
        .on("end", onEnd)
        .on("error", (error) => reject(asIncomplete(error)))
        .on("close", onClose);
  });
}

async function readChunks(
  chunks: AsyncIterable<Uint8Array | string>,
  limit: number,
): Promise<Uint8Array> {
  const body = createBody(limit);
  try {
    for await (const chunk of chunks) body.add(chunk);
  } catch (error) {
    throw asIncomplete(error);
  }
  return body.bytes();
}

/** Node reports a client that has gone away as a reset connection; all other errors stay what they are. */
function asIncomplete(error: unknown): unknown {
  return hasErrorCode(error, "ECONNRESET") ? incomplete(error) : error;
}

function incomplete(cause?: unknown): ReparteeError {
  return new ReparteeError(
    "body_incomplete",
    "The connection was closed before the body had ended.",
    cause === undefined ? {} : { cause },
  );
}

/** @throws ReparteeError `body_too_large` past the limit, also for a body that a host has read. */
export function assertSize(bytes: number, limit: number = MAX_WEBHOOK_BYTES): void {
  if (bytes > limit)
    throw new ReparteeError("body_too_large", `The body is larger than ${limit} bytes.`);
}

interface Body {
  add(chunk: Uint8Array | string): void;
  bytes(): Uint8Array;
}

function createBody(limit: number): Body {
  const chunks: Uint8Array[] = [];
  let size = 0;
  return {
    add(piece) {
      const chunk = typeof piece === "string" ? Buffer.from(piece) : piece;
      size += chunk.length;
      assertSize(size, limit);
      chunks.push(chunk);
    },
    bytes: () => (chunks.length === 1 && chunks[0]) || Buffer.concat(chunks),
  };
}

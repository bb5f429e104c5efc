import { ReparteeError } from "@repartee/protocol";

/** Bytes of a webhook's body that are read at most: 1600 characters and their parameters need far less. */
export const MAX_WEBHOOK_BYTES: number = 256 * 1024;

/**
 * Reads a body as it comes.
 *
 * @throws ReparteeError `body_too_large` past the limit; the rest is not read.
 */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  limit: number = MAX_WEBHOOK_BYTES,
): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) {
      throw new ReparteeError("body_too_large", `The body is larger than ${limit} bytes.`);
    }
    read.push(chunk);
  }
  return Buffer.concat(read);
}

import { createHash, randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ReparteeError } from "@repartee/protocol";

/** Where the bytes went, and what is known of them. */
export interface Spooled {
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** All of it when it is in memory, else its first bytes: enough to tell the type. */
  readonly head: Uint8Array;
  readonly content: { readonly bytes: Uint8Array } | { readonly path: string };
}

export interface SpoolOptions {
  /** More bytes than this go to a file. */
  readonly memoryBytes: number;
  /** Where the file is made. Default: the system's directory for temporary files. */
  readonly directory?: string | undefined;
}

const headBytes = 64 * 1024;

/** Takes in a stream: in memory while it is small, in a file of its own as soon as it is not. */
export async function spool(
  source: AsyncIterable<Uint8Array>,
  { memoryBytes, directory = tmpdir() }: SpoolOptions,
): Promise<Spooled> {
  const path = join(directory, `repartee-${randomUUID()}`);
  const hash = createHash("sha256");
  const kept: Uint8Array[] = [];
  let size = 0;
  let file: FileHandle | undefined;
  try {
    for await (const chunk of source) {
      size += chunk.length;
      hash.update(chunk);
      if (!file && size <= memoryBytes) {
        kept.push(chunk);
        continue;
      }
      // "wx": a file that somebody has put there is never written to.
      file ??= await open(path, "wx+", 0o600).catch(noStorage);
      for (const piece of [...kept.splice(0), chunk]) await file.writeFile(piece).catch(noStorage);
    }
    const sha256 = hash.digest("hex");
    if (!file) {
      const bytes = Buffer.concat(kept);
      return { size, sha256, head: bytes, content: { bytes } };
    }
    const head = await startOf(file).catch(noStorage);
    await file.close();
    return { size, sha256, head, content: { path } };
  } catch (error) {
    await file?.close();
    if (file) await rm(path, { force: true });
    throw error;
  }
}

/** Read back, rather than kept while the rest comes in: many may be coming in at once. */
async function startOf(file: FileHandle): Promise<Uint8Array> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return buffer.subarray(0, bytesRead);
}

function noStorage(cause: unknown): never {
  throw new ReparteeError("media_storage", "The temporary file for media cannot be written.", {
    cause,
  });
}

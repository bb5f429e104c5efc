import { createReadStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import type { MediaDescription } from "../media.ts";
import { download } from "./download.ts";
import type { FetchMediaOptions } from "./fetch-options.ts";
import type { SpoolOptions } from "./spool.ts";

export interface SpoolMediaOptions extends Omit<FetchMediaOptions, "cache"> {
  /** Media with more bytes than this wait in a file. Default: 64 KB. */
  readonly memoryBytes?: number | undefined;
  /** Where that file is made. Default: the system's directory for temporary files. */
  readonly directory?: string | undefined;
}

/** One fetched media item, in memory or in a temporary file. */
export interface SpooledMedia extends MediaDescription {
  /** The file that holds it; `undefined` when it is in memory. */
  readonly path: string | undefined;
  stream(): Readable;
  bytes(): Promise<Uint8Array>;
  /** Removes the file. */
  dispose(): Promise<void>;
}

/**
 * Fetches one media item without holding more than a little of it in memory; otherwise like
 * {@link fetchMedia}. Call `dispose` when you are done with it.
 *
 * @throws ReparteeError as `fetchMedia` does; then no file is left.
 */
export async function spoolMedia(
  url: string,
  options: SpoolMediaOptions = {},
): Promise<SpooledMedia> {
  const { memoryBytes = 64 * 1024, directory, ...rest } = options;
  const spoolOptions: SpoolOptions = { memoryBytes, directory };
  const got = await download(url, { ...rest, cache: undefined }, spoolOptions);
  // Only a cache asks a question that can be answered so.
  if ("unchanged" in got) throw new TypeError("A 304 without a cache");
  const { content, description } = got;
  if ("bytes" in content) {
    const { bytes } = content;
    return {
      ...description,
      path: undefined,
      stream: () => Readable.from([bytes]),
      bytes: async () => bytes,
      dispose: async () => {},
    };
  }
  const { path } = content;
  return {
    ...description,
    path,
    stream: () => createReadStream(path),
    bytes: () => readFile(path),
    dispose: () => rm(path, { force: true }),
  };
}

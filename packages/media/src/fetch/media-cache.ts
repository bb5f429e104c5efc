import type { Media } from "../media.ts";

/** An answer with what its server needs to say that it is still good. */
export interface CachedMedia {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  readonly media: Media;
}

/**
 * Keeps answers by URL. A `Map` will do; a cache that forgets, such as the `lru-cache` package with
 * `sizeCalculation: (entry) => entry.media.size`, is better for a process that lives long.
 */
export interface MediaCache {
  get(url: string): CachedMedia | undefined;
  set(url: string, entry: CachedMedia): unknown;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The request headers that ask whether a kept answer is still good. */
export function conditionalHeaders(entry: CachedMedia | undefined): Record<string, string> {
  return {
    ...(entry?.etag !== undefined && { "If-None-Match": entry.etag }),
    ...(entry?.lastModified !== undefined && { "If-Modified-Since": entry.lastModified }),
  };
}

/** What to keep of an answer; `undefined` when its server gave no means to ask again, or forbade it. */
export function cacheable(headers: Headers, media: Media): CachedMedia | undefined {
  const text = (name: string) => [headers[name] ?? []].flat()[0];
  const [etag, lastModified] = [text("etag"), text("last-modified")];
  if (/\bno-store\b/i.test(text("cache-control") ?? "")) return undefined;
  return etag === undefined && lastModified === undefined
    ? undefined
    : { etag, lastModified, media };
}

import type { Media } from "../media.ts";
import { download } from "./download.ts";
import type { FetchMediaOptions } from "./fetch-options.ts";
import { cacheable } from "./media-cache.ts";

/**
 * Fetches one media item into memory.
 *
 * Only public addresses are reached, unless `allow` or an explicit `providerOrigin` says otherwise;
 * redirects are checked each like the first URL, and get no credentials.
 *
 * @throws ReparteeError `media_url_invalid`, `media_blocked`, `media_too_large`, `media_timeout`,
 * `media_http_status`, `media_redirects`, `media_type_mismatch`, `media_encoding`, `media_empty`,
 * `media_incomplete` or `media_unreachable`; its details name the hop, never a credential.
 */
export async function fetchMedia(url: string, options: FetchMediaOptions = {}): Promise<Media> {
  const { cache } = options;
  const got = await download(url, options, { memoryBytes: Number.POSITIVE_INFINITY });
  if ("unchanged" in got) {
    const kept = cache?.get(got.unchanged);
    // The cache let go of it between question and answer: ask again, without it.
    return kept ? kept.media : fetchMedia(url, { ...options, cache: undefined });
  }
  const { content, description, answer } = got;
  const media = { ...description, bytes: "bytes" in content ? content.bytes : new Uint8Array() };
  const entry = cache && cacheable(answer.headers, media);
  if (entry) cache.set(answer.hops.at(-1) ?? url, entry);
  return media;
}

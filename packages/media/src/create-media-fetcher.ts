import { fetchMedia } from "./fetch-media.ts";
import type { FetchMediaOptions } from "./fetch-options.ts";
import type { Media } from "./media.ts";

export interface MediaFetcherOptions extends Omit<FetchMediaOptions, "credentials" | "signal"> {
  /** The account's SID, or the SID of an API key. */
  readonly accountSid: string;
  /** The account's auth token, or the API key's secret. */
  readonly authToken: string;
}

/** Fetches with what was configured once; options given here win. */
export type MediaFetcher = (url: string, options?: FetchMediaOptions) => Promise<Media>;

/**
 * Makes a fetcher for the media of inbound messages.
 *
 * @example
 * const fetchPicture = createMediaFetcher({ accountSid, authToken });
 * const picture = await fetchPicture(message.media[0].url);
 */
export function createMediaFetcher({
  accountSid,
  authToken,
  ...rest
}: MediaFetcherOptions): MediaFetcher {
  const credentials = { username: accountSid, password: authToken };
  return (url, options) => fetchMedia(url, { credentials, ...rest, ...options });
}

import type { Media } from "../media.ts";
import { developmentOrigin } from "../reach/development-origin.ts";
import { createOriginGate } from "../reach/origin-gate.ts";
import { fetchMedia } from "./fetch-media.ts";
import type { FetchMediaOptions } from "./fetch-options.ts";

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
 * Below `repartee dev`, media of the local platform are fetched from it, with the credentials: it sets
 * `REPARTEE_URL`, which counts only while it names this machine, `NODE_ENV` is not `production`, and
 * `providerOrigin` is not given.
 *
 * @throws ReparteeError `options_invalid` at once when an entry of `allow` is not an origin.
 * @example
 * const fetchPicture = createMediaFetcher({ accountSid, authToken });
 * const picture = await fetchPicture(message.media[0].url);
 */
export function createMediaFetcher({
  accountSid,
  authToken,
  ...rest
}: MediaFetcherOptions): MediaFetcher {
  // Checks the options.
  createOriginGate(rest);
  const credentials = { username: accountSid, password: authToken };
  const development = developmentOrigin(process.env);
  return (url, options) => {
    const isLocal = URL.canParse(url) && new URL(url).origin === development;
    const providerOrigin =
      options?.providerOrigin ?? rest.providerOrigin ?? (isLocal ? development : undefined);
    return fetchMedia(url, { credentials, ...rest, ...options, providerOrigin });
  };
}

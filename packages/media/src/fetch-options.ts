/** How media is fetched. */
export interface FetchMediaOptions {
  /** Sent with HTTP Basic to `providerOrigin` alone, and there to the first URL alone. */
  readonly credentials?: { readonly username: string; readonly password: string } | undefined;
  /**
   * The origin that the credentials belong to. Given explicitly, it may be on this machine.
   * Default: `https://api.twilio.com`.
   */
  readonly providerOrigin?: string | undefined;
  /**
   * What may be reached beside public addresses: origins such as `http://localhost:3000`, or the
   * word `loopback` for any port of this machine. Default: nothing.
   */
  readonly allow?: readonly string[] | undefined;
  /** Bytes. Default: 5 MB. */
  readonly maxBytes?: number | undefined;
  /** Milliseconds for one connection, and between two pieces of an answer. Default: 10 000. */
  readonly idleMs?: number | undefined;
  /** Milliseconds for everything, redirects included. Default: 30 000. */
  readonly totalMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export const defaultProviderOrigin = "https://api.twilio.com";
/** Redirects followed; the real platform needs one, from its API to its store. */
export const maxHops = 5;

import type { Socket } from "node:net";
import type { MediaCache } from "./media-cache.ts";

/** How media is fetched. */
export interface FetchMediaOptions {
  /** Sent with HTTP Basic to the provider only, and there with the first request only. */
  readonly credentials?: { readonly username: string; readonly password: string } | undefined;
  /**
   * The origin that the credentials belong to. When it is set, it may be on this machine.
   * Default: `https://api.twilio.com` and its regional hosts, such as `https://api.dublin.ie1.twilio.com`.
   */
  readonly providerOrigin?: string | undefined;
  /**
   * Sends the user info of the URL with HTTP Basic, with the first request only. Default: false; the
   * user info is dropped.
   */
  readonly useUserInfo?: boolean | undefined;
  /**
   * What may be reached in addition to public addresses, one or several: origins such as
   * `http://localhost:3000`, or the word `loopback` for any port of this machine. Default: nothing.
   */
  readonly allow?: string | readonly string[] | undefined;
  /** Ports of public servers. Default: 80, 443, 8080 and 8443. */
  readonly ports?: readonly number[] | undefined;
  /** Bytes, after decompression. Default: 5 MB. */
  readonly maxBytes?: number | undefined;
  /** Milliseconds for one connection. Default: 5 000. */
  readonly connectMs?: number | undefined;
  /** Milliseconds from a request to the head of its answer. Default: 10 000. */
  readonly firstByteMs?: number | undefined;
  /** Milliseconds between two pieces of an answer. Default: 10 000. */
  readonly idleMs?: number | undefined;
  /** Bytes a second that an answer has at least, once 2 seconds of it have passed. Default: 1 024. */
  readonly minBytesPerSecond?: number | undefined;
  /** Milliseconds for everything, redirects and repeats included. Default: 30 000. */
  readonly totalMs?: number | undefined;
  /**
   * Repeats after a connection fault, 429, 5xx, or a 404 of the provider (its media may appear
   * shortly after the webhook that names them). Default: 2.
   */
  readonly retries?: number | undefined;
  /** Milliseconds before the first repeat at most; doubled for each further one. Default: 500. */
  readonly retryMs?: number | undefined;
  /** Where answers are kept that carry an ETag or Last-Modified; they are always asked after again. */
  readonly cache?: MediaCache | undefined;
  /** Turns a host name into its addresses. Default: the machine's resolver. */
  readonly resolve?: ((hostname: string) => Promise<readonly string[]>) | undefined;
  /**
   * Says whether a connection is refused (`media_blocked`) after it is established and before a
   * request goes out on it: a server that fetches media for others must not fetch its own pages.
   * Default: the address alone decides.
   */
  readonly refuseConnection?: ((peer: Peer, url: URL) => boolean) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The other end of a connection. */
export type Peer = Pick<Socket, "remoteAddress" | "remotePort">;

/** Redirects followed; the real platform needs one, from its API to its store. */
export const maxRedirects = 5;

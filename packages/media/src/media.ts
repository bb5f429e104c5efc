/** One fetched media item. */
export interface Media {
  /** The type of the bytes, as sniffed from them; the declared one where sniffing tells nothing. */
  readonly contentType: string;
  /** The type that the server gave, without parameters; `undefined` when it gave none. */
  readonly declaredType: string | undefined;
  readonly bytes: Uint8Array;
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** From Content-Disposition, without any path. */
  readonly filename: string | undefined;
  /** The URL that was asked for, without user info. */
  readonly source: string;
  /** Every URL that was asked, the first one included. */
  readonly hops: readonly string[];
}

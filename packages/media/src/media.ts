/** What is known of a fetched media item. */
export interface MediaDescription {
  /** The type of the bytes, as sniffed from them; the declared one where sniffing tells nothing. */
  readonly contentType: string;
  /** The type that the server gave, without parameters; `undefined` when it gave none. */
  readonly declaredType: string | undefined;
  /** Is the declared type, spelled this way or another, the type of the bytes? */
  readonly isAsDeclared: boolean;
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

/** One fetched media item in memory. */
export interface Media extends MediaDescription {
  readonly bytes: Uint8Array;
}

/** Bytes, alone or as part of a media item or picture. */
export type MediaInput = Uint8Array | { readonly bytes: Uint8Array };

/** The bytes of either form. */
export function bytesOf(media: MediaInput): Uint8Array {
  return media instanceof Uint8Array ? media : media.bytes;
}

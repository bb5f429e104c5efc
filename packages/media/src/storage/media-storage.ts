import type { Readable } from "node:stream";

/** A media item to be kept. */
export interface NewMedia {
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** What the recipient sees; brought to the form that carriers take. */
  readonly filename?: string | undefined;
  /** Milliseconds since the epoch. Default: what the storage was made with. */
  readonly expiresAt?: number | undefined;
}

/** A media item that is kept. */
export interface StoredMedia {
  /** Names it in this storage; the same item has the same key. */
  readonly key: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  readonly filename: string | undefined;
  /** Milliseconds since the epoch; `undefined` when it is kept until it is removed. */
  readonly expiresAt: number | undefined;
}

/** A kept item, with its content. */
export interface OpenMedia extends StoredMedia {
  bytes(): Promise<Uint8Array>;
  stream(): Promise<Readable>;
}

export interface LinkOptions {
  /** Milliseconds for which the link works. Default: one hour. */
  readonly validMs?: number | undefined;
}

/** Keeps media. */
export interface MediaStorage {
  /**
   * Keeps an item; it is on disk when this resolves. One that is there already is kept until the
   * later of both times.
   */
  put(media: NewMedia): Promise<StoredMedia>;
  /** `undefined` for what is not there, or has expired. */
  get(key: string): Promise<OpenMedia | undefined>;
  /** Removes an item; nothing happens when it is not there. */
  remove(key: string): Promise<void>;
  /** A link that works for a while, for whoever has it. It is made for what is not there, too. */
  url(key: string, options?: LinkOptions): Promise<string>;
}

/** How long a link works unless something else is said. */
export const defaultLinkMs: number = 60 * 60 * 1000;

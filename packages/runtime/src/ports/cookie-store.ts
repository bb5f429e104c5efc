/** A cookie of one pair of numbers. Its domain, path and name identify it. */
export interface StoredCookie {
  readonly domain: string;
  readonly path: string;
  readonly name: string;
  /** The whole cookie, as text that only the runtime reads. */
  readonly content: string;
  /** When it expires, milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Stores the cookies that apps set, for each pair of numbers. */
export interface CookieStore {
  /** The cookies between two numbers, oldest first; some may have expired. */
  list(from: string, to: string): Promise<readonly StoredCookie[]>;
  /**
   * Adds or replaces these cookies in one commit and leaves all others of the pair as they are. A
   * replaced cookie stays in its place. Expired cookies, among them those that an app deletes, are
   * removed.
   */
  save(from: string, to: string, cookies: readonly StoredCookie[], now: number): Promise<void>;
}

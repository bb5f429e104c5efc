/** The cookies between two numbers, as one text. */
export interface StoredCookies {
  readonly content: string;
  /** When the last of them expires, milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Keeps the cookies that apps set, for each pair of numbers. */
export interface CookieStore {
  find(from: string, to: string): Promise<StoredCookies | undefined>;
  /** Replaces what was kept of this pair; may forget what has expired. */
  save(from: string, to: string, cookies: StoredCookies, now: number): Promise<void>;
}

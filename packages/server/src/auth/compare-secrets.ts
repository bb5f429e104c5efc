import { createHash, timingSafeEqual } from "node:crypto";

/** Compares hashes, so that the time tells neither length nor content. An empty secret equals nothing. */
export function isSame(given: string, expected: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(expected)) && expected !== "";
}

/** What is stored of a key's secret. It is as random as the hash, so a slow hash is not needed. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

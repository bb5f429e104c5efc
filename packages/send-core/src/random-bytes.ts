import { randomFillSync } from "node:crypto";

/** Makes that many random bytes. */
export type RandomBytes = (size: number) => Uint8Array;

const POOL = 8192;

/** Makes a source of secure random bytes that asks the system for many at once. */
export function createRandomBytes(): RandomBytes {
  const pool = new Uint8Array(POOL);
  let used = POOL;
  return (size) => {
    if (size > POOL) return randomFillSync(new Uint8Array(size));
    if (used + size > POOL) {
      randomFillSync(pool);
      used = 0;
    }
    const bytes = pool.slice(used, used + size);
    // What was given out is not kept.
    pool.fill(0, used, used + size);
    used += size;
    return bytes;
  };
}

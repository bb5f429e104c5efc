import { createHash } from "node:crypto";
import type { RandomBytes } from "@repartee/send-core";

/** Bytes that repeat with the seed, for SIDs in tests; no secret is to be made of them. */
export function seededBytes(seed: string): RandomBytes {
  let count = 0;
  return (size) => {
    const blocks: Buffer[] = [];
    for (let made = 0; made < size; made += 32) {
      count += 1;
      blocks.push(createHash("sha256").update(`${seed}/${count}`).digest());
    }
    return new Uint8Array(Buffer.concat(blocks).subarray(0, size));
  };
}

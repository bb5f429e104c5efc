import { createHash } from "node:crypto";

/** A UUID made from the key of a request, so that each attempt has it, after a restart too. */
export function idempotencyToken(key: string): string {
  const hex = createHash("sha256").update(key).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

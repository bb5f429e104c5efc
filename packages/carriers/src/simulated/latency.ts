import { createHash } from "node:crypto";

/** Milliseconds from the hand-over to the receipt, both ends included. */
export interface Latency {
  readonly min: number;
  readonly max: number;
}

/** How long this message takes: by chance, but with the same seed always the same. */
export function latencyOf(messageSid: string, { min, max }: Latency, seed: string): number {
  const digest = createHash("sha256").update(seed).update(messageSid).digest();
  return min + Math.floor((digest.readUInt32BE(0) / 2 ** 32) * (max - min + 1));
}

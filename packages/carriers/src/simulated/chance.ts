import { createHash } from "node:crypto";

/** Numbers from 0 to 1 (exclusive) that belong to one message: with the same seed always the same. */
export type Chance = (about: Aspect) => number;

/** What is left to chance; each has a number of its own, so that one does not change another. */
export type Aspect = "latency" | "loss" | "duplicate" | "late" | "lateness" | "reason";

const places: Readonly<Record<Aspect, number>> = {
  latency: 0,
  loss: 4,
  duplicate: 8,
  late: 12,
  lateness: 16,
  reason: 20,
};

/** The chances of one message. */
export function chanceOf(seed: string, messageSid: string): Chance {
  const digest = createHash("sha256").update(seed).update(messageSid).digest();
  return (about) => digest.readUInt32BE(places[about]) / 2 ** 32;
}

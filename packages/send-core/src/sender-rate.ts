import type { SenderType } from "./ports/sender-directory.ts";

/** What a kind of sender may send in a second: SMS segments, and MMS messages. */
export interface SenderRate {
  readonly segmentsPerSecond: number;
  readonly mmsPerSecond: number;
}

/** The platform's documented defaults; where it names none (alphanumeric), its usual 10 outside North America. */
export const defaultRates: Readonly<Record<SenderType, SenderRate>> = {
  "long-code": { segmentsPerSecond: 1, mmsPerSecond: 1 },
  "toll-free": { segmentsPerSecond: 3, mmsPerSecond: 3 },
  "short-code": { segmentsPerSecond: 100, mmsPerSecond: 30 },
  alphanumeric: { segmentsPerSecond: 10, mmsPerSecond: 10 },
};

/** Milliseconds that messages of one sender may wait: the platform keeps 10 hours of them (21611). */
export const MAX_QUEUE_MS: number = 10 * 60 * 60 * 1000;

/** Milliseconds that a message occupies its sender; may be fractional. */
export function sendingCost(rate: SenderRate, isMms: boolean, numSegments: number): number {
  return isMms ? 1000 / rate.mmsPerSecond : (1000 * numSegments) / rate.segmentsPerSecond;
}

/** A reserved place in a sender's queue. */
export interface Slot {
  /** When the message may go: a whole millisecond, not before its exact slot. */
  readonly dueAt: number;
  /** The sender's theoretical arrival time after it: the slot of the next message. */
  readonly nextFree: number;
}

/**
 * Reserves the next slot of a sender (generic cell rate algorithm without burst). Times are
 * milliseconds since the epoch.
 *
 * @param nextFree the sender's theoretical arrival time, as the reservation before left it.
 * @param cost milliseconds that this message occupies the sender.
 */
export function reserveSlot(nextFree: number | undefined, now: number, cost: number): Slot {
  const slot = Math.max(now, nextFree ?? now);
  return { dueAt: Math.ceil(slot), nextFree: slot + cost };
}

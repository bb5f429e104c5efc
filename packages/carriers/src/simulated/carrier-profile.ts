/** Milliseconds from the hand-over to the receipt, both ends included. */
export interface Latency {
  readonly min: number;
  readonly max: number;
  /** Half of the messages take at most this. Default: halfway between. */
  readonly median?: number | undefined;
}

/** How a carrier behaves. Shares are from 0 to 1. */
export interface Conditions {
  readonly latency: Latency;
  /** Messages that are lost: taken, and no receipt ever comes. */
  readonly loss: number;
  /** Messages that do not arrive, for reasons of the carrier's own. */
  readonly undelivered: number;
  /** Receipts that come twice. */
  readonly duplicates: number;
  /** Receipts that come much later. */
  readonly late: number;
  /** How much later. */
  readonly lateness: Latency;
  /** Messages a second that it takes; what is over it is told to come again. */
  readonly perSecond: number;
  /** A text with one of these in it is filtered, in any case. */
  readonly blockedPhrases: readonly string[];
}

/** A carrier of the simulated network. */
export interface CarrierProfile {
  readonly name: string;
  /** Its mobile country code and mobile network code, such as `310-260`. Default: it has none. */
  readonly network?: string | undefined;
  /** Of its country's handsets, in proportion to the others'. */
  readonly share: number;
  /** What the latency of all is multiplied with for this carrier, above 0 and up to 1. */
  readonly pace: number;
}

/** A network on a good day: everything arrives, within a second. */
export const fairConditions: Conditions = {
  latency: { min: 150, median: 300, max: 900 },
  loss: 0,
  undelivered: 0,
  duplicates: 0,
  late: 0,
  lateness: { min: 60_000, max: 6 * 60 * 60 * 1000 },
  perSecond: Number.POSITIVE_INFINITY,
  blockedPhrases: [],
};

/** A network as it is: some of everything that goes wrong. */
export const roughConditions: Conditions = {
  ...fairConditions,
  latency: { min: 400, median: 2_500, max: 30_000 },
  loss: 0.01,
  undelivered: 0.03,
  duplicates: 0.02,
  late: 0.02,
  perSecond: 50,
};

/** The latency of a carrier with that pace. */
export function paced({ min, max, median }: Latency, pace: number): Latency {
  const part = (ms: number) => Math.round(ms * pace);
  return {
    min: part(min),
    max: part(max),
    median: median === undefined ? undefined : part(median),
  };
}

/**
 * Milliseconds for a chance from 0 to 1: all between `min` and `max`, half of them up to `median`.
 */
export function latencyFor({ min, max, median }: Latency, chance: number): number {
  if (max <= min) return min;
  const middle = median === undefined ? 0.5 : (median - min) / (max - min);
  const bend = Math.log(Math.min(Math.max(middle, 0.001), 0.999)) / Math.log(0.5);
  return min + Math.floor(chance ** bend * (max - min + 1));
}

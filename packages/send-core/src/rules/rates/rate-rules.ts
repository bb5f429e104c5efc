import type { SenderType } from "../../ports/directory/sender-directory.ts";

/** What something may send in a second: SMS segments, and MMS messages. */
export interface SenderRate {
  readonly segmentsPerSecond: number;
  readonly mmsPerSecond: number;
}

/** What the numbers of one registered campaign may send together, at each carrier apart. */
export interface CampaignTier {
  /** By the carrier's name, such as `T-Mobile`. */
  readonly carriers: Readonly<Record<string, SenderRate>>;
  /** Each number at every other carrier. */
  readonly otherCarriers: SenderRate;
}

/** A registered campaign for long codes to the United States. */
export interface Campaign {
  /** A name in {@link RateRules.tiers}. */
  readonly tier: string;
  /** Names the brand: its campaigns share the daily allowance. */
  readonly brand: string;
  /** A name in {@link DailyCap.tiers}. */
  readonly dailyTier: string;
}

/** How much one brand may send to a carrier in a day: SMS segments and MMS together. */
export interface DailyCap {
  readonly carrier: string;
  readonly tiers: Readonly<Record<string, number>>;
  /** Where the day begins at midnight. */
  readonly timeZone: string;
  /** The code of a message that is over it. */
  readonly code: number;
}

/** Every limit that a message has to keep. All of it is data that a configuration may replace. */
export interface RateRules {
  readonly senders: Readonly<Record<SenderType, SenderRate>>;
  /** By address; goes before the sender's type. */
  readonly numbers: Readonly<Record<string, SenderRate>>;
  /** North American numbers to recipients outside of North America, and long codes from there. */
  readonly abroad: SenderRate;
  /** MMS a second of all long codes of one account without a campaign, and of its toll-free numbers. */
  readonly accountMmsPerSecond: Readonly<Partial<Record<SenderType, number>>>;
  /** By the campaign that a sender names. */
  readonly campaigns: Readonly<Record<string, Campaign>>;
  readonly tiers: Readonly<Record<string, CampaignTier>>;
  readonly dailyCaps: readonly DailyCap[];
  /** Milliseconds that messages of one sender may wait. */
  readonly maxQueueMs: number;
}

const tier = (segments: number, mms: number): CampaignTier => {
  const major = { segmentsPerSecond: segments, mmsPerSecond: mms };
  const small = { segmentsPerSecond: Math.min(8, segments), mmsPerSecond: Math.min(8, mms) };
  return {
    carriers: { "AT&T": major, "T-Mobile": major, Verizon: major, "US Cellular": small },
    otherCarriers: { segmentsPerSecond: 1, mmsPerSecond: 1 },
  };
};

const perNumber = { segmentsPerSecond: 1, mmsPerSecond: 0.5 };

/**
 * The platform's documented limits. Where it names none (alphanumeric senders), its usual 10 a second
 * outside of North America.
 */
export const defaultRateRules: RateRules = {
  senders: {
    "long-code": { segmentsPerSecond: 1, mmsPerSecond: 1 },
    "toll-free": { segmentsPerSecond: 3, mmsPerSecond: 3 },
    "short-code": { segmentsPerSecond: 100, mmsPerSecond: 30 },
    alphanumeric: { segmentsPerSecond: 10, mmsPerSecond: 10 },
  },
  numbers: {},
  abroad: { segmentsPerSecond: 10, mmsPerSecond: 10 },
  accountMmsPerSecond: { "long-code": 25, "toll-free": 25 },
  campaigns: {},
  // By the trust score of the brand, or the kind of campaign.
  tiers: {
    "75-100": tier(75, 40),
    "50-74": tier(40, 20),
    "1-49": tier(4, 5),
    "0": tier(4, 5),
    "low-volume-mixed": tier(1.25, 1.25),
    "sole-proprietor": {
      carriers: { "AT&T": { segmentsPerSecond: 0.25, mmsPerSecond: 0.25 } },
      otherCarriers: perNumber,
    },
  },
  dailyCaps: [
    {
      carrier: "T-Mobile",
      tiers: {
        low: 2_000,
        mid: 10_000,
        "high-mid": 40_000,
        top: 200_000,
        "sole-proprietor": 1_000,
      },
      timeZone: "America/Los_Angeles",
      code: 30027,
    },
  ],
  maxQueueMs: 10 * 60 * 60 * 1000,
};

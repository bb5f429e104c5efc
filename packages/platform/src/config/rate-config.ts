import {
  type CampaignTier,
  defaultRateRules,
  type RateRules,
  type SenderRate,
} from "@repartee/send-core";
import { z } from "zod";
import { expected } from "./fields.ts";

const perSecond = z.number().positive();
const rate = z.strictObject({ segmentsPerSecond: perSecond, mmsPerSecond: perSecond });
const { senders, abroad, accountMmsPerSecond, tiers, dailyCaps, maxQueueMs } = defaultRateRules;

function rateOver({ segmentsPerSecond, mmsPerSecond }: SenderRate) {
  return z
    .strictObject({
      segmentsPerSecond: perSecond.default(segmentsPerSecond),
      mmsPerSecond: perSecond.default(mmsPerSecond),
    })
    .prefault({});
}

const newTier = z.strictObject({ carriers: z.record(z.string(), rate), otherCarriers: rate });

function tierOver({ carriers, otherCarriers }: CampaignTier) {
  const known = Object.entries(carriers).map(([name, known]) => [name, rateOver(known)] as const);
  return z
    .strictObject({
      carriers: z.object(Object.fromEntries(known)).catchall(rate).prefault({}),
      otherCarriers: rateOver(otherCarriers),
    })
    .prefault({});
}

const knownTiers = Object.entries(tiers).map(([name, tier]) => [name, tierOver(tier)] as const);

/** Changes to the platform's documented limits: what is left out stays as it is. */
export const rateConfig: z.ZodType<RateRules> = z.strictObject({
  senders: z
    .strictObject({
      "long-code": rateOver(senders["long-code"]),
      "toll-free": rateOver(senders["toll-free"]),
      "short-code": rateOver(senders["short-code"]),
      alphanumeric: rateOver(senders.alphanumeric),
    })
    .prefault({}),
  numbers: z.record(z.string(), rate).default({}),
  abroad: rateOver(abroad),
  accountMmsPerSecond: z
    .strictObject({
      "long-code": perSecond.exactOptional(),
      "toll-free": perSecond.exactOptional(),
      "short-code": perSecond.exactOptional(),
      alphanumeric: perSecond.exactOptional(),
    })
    .default({})
    .transform((own) => ({ ...accountMmsPerSecond, ...own })),
  campaigns: z
    .record(
      z.string(),
      z.strictObject({ tier: z.string(), brand: z.string(), dailyTier: z.string() }),
    )
    .default({}),
  tiers: z.object(Object.fromEntries(knownTiers)).catchall(newTier).prefault({}),
  dailyCaps: z
    .array(
      z.strictObject({
        carrier: z.string(),
        tiers: z.record(z.string(), z.int().positive()),
        timeZone: z.string().refine(isTimeZone, expected("a time zone, such as America/New_York")),
        code: z.int().positive(),
      }),
    )
    .default([...dailyCaps].map((cap) => ({ ...cap, tiers: { ...cap.tiers } }))),
  maxQueueMs: z.int().positive().default(maxQueueMs),
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

import {
  type Conditions,
  carrierNames,
  fairConditions,
  roughConditions,
  type SimulatedNetworkOptions,
} from "@repartee/carriers";
import { z } from "zod";
import { expected } from "./fields.ts";

const milliseconds = z.int().min(0);
const share = z.number().min(0).max(1);

const latency = z
  .strictObject({
    min: milliseconds,
    max: milliseconds,
    median: milliseconds.optional(),
  })
  .refine(
    ({ min, median = min, max }) => min <= median && median <= max,
    expected("min, median and max in this order"),
  );

const conditions = z.strictObject({
  latency: latency.exactOptional(),
  loss: share.exactOptional(),
  undelivered: share.exactOptional(),
  duplicates: share.exactOptional(),
  late: share.exactOptional(),
  lateness: latency.exactOptional(),
  perSecond: z.number().positive().exactOptional(),
  blockedPhrases: z.array(z.string().min(1)).exactOptional(),
});

const carrierName = z
  .string()
  .refine((name) => carrierNames.includes(name), expected("a carrier of the simulated network"));

const presets: Readonly<Record<"fair" | "rough", Conditions>> = {
  fair: fairConditions,
  rough: roughConditions,
};

/** The simulated network: a preset, with the conditions of all and of some carriers over it. */
export const networkConfig: z.ZodType<Omit<SimulatedNetworkOptions, "clock">> = z
  .strictObject({
    seed: z.string().optional(),
    preset: z.enum(["fair", "rough"]).default("fair"),
    latency: latency.optional(),
    conditions: conditions.default({}),
    carriers: z.record(carrierName, conditions).optional(),
  })
  .transform(({ preset, conditions, ...rest }) => ({
    ...rest,
    conditions: { ...presets[preset], ...conditions },
  }));

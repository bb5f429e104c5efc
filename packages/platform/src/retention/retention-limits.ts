import { z } from "zod";

/** How much of the past is kept; what is neither too old nor too much stays. */
export interface Retention {
  /** Days after its last change for which data is kept. Default: for good. */
  readonly maxAgeDays?: number | undefined;
  /** Megabytes (of 1,048,576 bytes) that the data may take; the oldest goes first. Default: no limit. */
  readonly maxMegabytes?: number | undefined;
}

export const retentionConfig: z.ZodType<Retention> = z.strictObject({
  maxAgeDays: z.number().positive().optional(),
  maxMegabytes: z.number().min(1).optional(),
});

/** What `repartee dev` keeps unless its configuration says otherwise. */
export const devRetention: Required<Retention> = { maxAgeDays: 30, maxMegabytes: 500 };

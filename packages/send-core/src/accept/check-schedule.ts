import { type Refusal, refusal } from "../refusal.ts";
import type { SendRequest } from "../send-core.ts";

/** How far ahead a message may be scheduled. */
export interface ScheduleWindow {
  /** Milliseconds. Default: 300 s. The platform's pages also name 15 minutes. */
  readonly minMs: number;
  /** Milliseconds. Default: 35 days. */
  readonly maxMs: number;
  /** Scheduled messages that one account may have. Default: 1,000,000. */
  readonly most: number;
}

export const defaultScheduleWindow: ScheduleWindow = {
  minMs: 300_000,
  maxMs: 35 * 24 * 60 * 60 * 1000,
  most: 1_000_000,
};

/** Why a message cannot be scheduled as asked, by the platform's own codes. */
export function checkSchedule(
  { scheduleType, sendAt, messagingServiceSid }: SendRequest,
  now: number,
  { minMs, maxMs }: ScheduleWindow,
): Refusal | undefined {
  if (scheduleType === undefined && sendAt === undefined) return undefined;
  if (scheduleType !== "fixed") return refusal(35126, "'ScheduleType' must be fixed.");
  if (sendAt === undefined) return refusal(35111, "'SendAt' is required with 'ScheduleType'.");
  if (!messagingServiceSid) {
    return refusal(35118, "Only a Messaging Service can send a scheduled message.");
  }
  if (Number.isNaN(sendAt)) return refusal(35114, "'SendAt' is not a time in ISO 8601 form.");
  if (sendAt - now <= minMs) {
    return refusal(35115, `'SendAt' must be more than ${minMs / 1000} seconds ahead.`);
  }
  if (sendAt - now > maxMs) {
    return refusal(35117, `'SendAt' must be at most ${maxMs / 86_400_000} days ahead.`);
  }
  return undefined;
}

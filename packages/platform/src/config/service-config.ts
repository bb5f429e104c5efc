import { createHash } from "node:crypto";
import { createSid, isSid, type Sid } from "@repartee/protocol";
import { type AdvancedOptOut, checkAdvancedOptOut } from "@repartee/send-core";
import { z } from "zod";
import { appLocation, countryCode, expected, httpMethod } from "./fields.ts";

/** A Messaging Service: senders with common settings. URLs may be paths of the app. */
export interface ServiceConfig {
  readonly friendlyName: string;
  /** Default: made from its name, and so the same in each data folder. */
  readonly sid?: Sid<"MG"> | undefined;
  /** Addresses of the account's senders. A sender is in one service at most. */
  readonly senders: readonly string[];
  /** Where messages to its senders are announced. */
  readonly inboundRequestUrl?: string | undefined;
  /** Default: `POST`. */
  readonly inboundMethod?: "GET" | "POST" | undefined;
  /** Asked once when the inbound URL fails. */
  readonly fallbackUrl?: string | undefined;
  /** Default: `POST`. */
  readonly fallbackMethod?: "GET" | "POST" | undefined;
  /** Its senders' own webhooks are used. Default: true when it has no inbound URL. */
  readonly useInboundWebhookOnNumber?: boolean | undefined;
  /** For messages that name none. */
  readonly statusCallback?: string | undefined;
  /** Keeps a recipient's sender. Default: true. */
  readonly stickySender?: boolean | undefined;
  /** Prefers a sender of the recipient's area code. Default: true. */
  readonly areaCodeGeomatch?: boolean | undefined;
  /** Sends text and a link where no MMS can go. Default: true. */
  readonly mmsConverter?: boolean | undefined;
  /** Default: false. */
  readonly smartEncoding?: boolean | undefined;
  /** Seconds, 1 to 36000. Default: 36000. */
  readonly validityPeriod?: number | undefined;
  /** Own words to opt out and in. Default: what its senders know by themselves. */
  readonly advancedOptOut?: AdvancedOptOut | undefined;
  /** Kept for the API to tell, as are those below. Default: `inherit`. */
  readonly scanMessageContent?: "inherit" | "enable" | "disable" | undefined;
  /** Default: false. */
  readonly fallbackToLongCode?: boolean | undefined;
  /** Default: false. */
  readonly synchronousValidation?: boolean | undefined;
  /** Default: `undeclared`. */
  readonly usecase?: string | undefined;
}

const words = z.strictObject({ keywords: z.array(z.string()), answer: z.string() });
const wordSets = {
  optOut: words.exactOptional(),
  optIn: words.exactOptional(),
  help: words.exactOptional(),
};
const languages = z.array(z.strictObject({ language: z.string(), ...wordSets }));

const advancedOptOut = z
  .strictObject({
    standard: z.strictObject(wordSets).optional(),
    languages: languages.optional(),
    countries: z.record(countryCode, languages).optional(),
  })
  .superRefine((value, context) => {
    for (const problem of checkAdvancedOptOut(value)) {
      context.addIssue({ code: "custom", message: `expected words that fit together: ${problem}` });
    }
  });

/** One of {@link ServiceConfig}. */
export const serviceConfig: z.ZodType<ServiceConfig> = z.strictObject({
  friendlyName: z.string().min(1).max(64),
  sid: z
    .string()
    .refine(
      (value): value is Sid<"MG"> => isSid(value, "MG"),
      expected("MG and 32 hexadecimal digits"),
    )
    .optional(),
  senders: z.array(z.string()),
  inboundRequestUrl: appLocation.optional(),
  inboundMethod: httpMethod.optional(),
  fallbackUrl: appLocation.optional(),
  fallbackMethod: httpMethod.optional(),
  useInboundWebhookOnNumber: z.boolean().optional(),
  statusCallback: appLocation.optional(),
  stickySender: z.boolean().optional(),
  areaCodeGeomatch: z.boolean().optional(),
  mmsConverter: z.boolean().optional(),
  smartEncoding: z.boolean().optional(),
  validityPeriod: z.int().min(1).max(36_000).optional(),
  advancedOptOut: advancedOptOut.optional(),
  scanMessageContent: z.enum(["inherit", "enable", "disable"]).optional(),
  fallbackToLongCode: z.boolean().optional(),
  synchronousValidation: z.boolean().optional(),
  usecase: z.string().min(1).optional(),
});

/** The SID of a service; without one of its own it is made from its name. */
export function serviceSid({ sid, friendlyName }: ServiceConfig): Sid<"MG"> {
  return sid ?? createSid("MG", createHash("sha256").update(friendlyName).digest().subarray(0, 16));
}

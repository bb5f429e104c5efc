import { isAlphanumericSender, isE164, isShortCode, isTollFree } from "@repartee/protocol";
import type { SenderType } from "@repartee/send-core";
import { z } from "zod";
import { appLocation, countryCode, expected, httpMethod } from "./fields.ts";

/** A sender of the account: a number, a short code or a name. */
export interface NumberConfig {
  /** E.164, such as `+15005550006`; a short code; or a name, such as `ACME`. */
  readonly address: string;
  /** Default: what the address looks like. */
  readonly type?: SenderType | undefined;
  /** ISO 3166-1, such as `GB`. Default: the number's own; of short codes `US`. */
  readonly country?: string | undefined;
  /** Countries that a name is registered in, or a toll-free number verified for, where that is needed. */
  readonly registeredIn?: readonly string[] | undefined;
  /** The registered campaign of a long code: a name in `rates.campaigns`. */
  readonly campaign?: string | undefined;
  /** Default: true. */
  readonly sms?: boolean | undefined;
  /** Default: true, but for names. */
  readonly mms?: boolean | undefined;
  /**
   * Where messages to it are announced: a URL, or a path of the app. Without it they are kept and
   * nobody is asked.
   */
  readonly webhookUrl?: string | undefined;
  /** Default: `POST`. */
  readonly webhookMethod?: "GET" | "POST" | undefined;
  /** Asked once when the webhook fails. */
  readonly fallbackUrl?: string | undefined;
  /** Default: `POST`. */
  readonly fallbackMethod?: "GET" | "POST" | undefined;
  /** Kept for the API to tell: of the real platform it is for calls. */
  readonly statusCallback?: string | undefined;
}

const address = z
  .string()
  .refine(
    isAddress,
    expected("a number in E.164 form, a short code or a name of up to 11 letters and digits"),
  );

/** One of {@link NumberConfig}. */
export const numberConfig: z.ZodType<NumberConfig> = z
  .strictObject({
    address,
    type: z.enum(["long-code", "toll-free", "short-code", "alphanumeric"]).optional(),
    country: countryCode.optional(),
    registeredIn: z.array(countryCode).optional(),
    campaign: z.string().min(1).optional(),
    sms: z.boolean().optional(),
    mms: z.boolean().optional(),
    webhookUrl: appLocation.optional(),
    webhookMethod: httpMethod.optional(),
    fallbackUrl: appLocation.optional(),
    fallbackMethod: httpMethod.optional(),
    statusCallback: appLocation.optional(),
  })
  .superRefine(({ address, type }, context) => {
    const possible = typesOf(address);
    if (type === undefined || possible.includes(type)) return;
    const message = `expected ${possible.join(" or ")} for ${address}, got "${type}"`;
    context.addIssue({ code: "custom", path: ["type"], message });
  });

/** Can something be sent from it: is it a number, a short code or a name? */
export function isAddress(value: string): boolean {
  return isE164(value) || isShortCode(value) || isAlphanumericSender(value);
}

/** The kinds of sender that an address can be, the likeliest first. */
export function typesOf(address: string): readonly [SenderType, ...SenderType[]] {
  if (isShortCode(address)) return ["short-code"];
  if (!isE164(address)) return ["alphanumeric"];
  return isTollFree(address) ? ["toll-free", "long-code"] : ["long-code", "toll-free"];
}

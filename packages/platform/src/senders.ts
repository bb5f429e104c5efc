import { createHash } from "node:crypto";
import { type AccountSid, createSid, isShortCode } from "@repartee/protocol";
import type { ConfiguredNumber, SenderType } from "@repartee/send-core";
import type { NumberConfig } from "./config.ts";

// North American toll-free area codes.
const tollFree = /^\+1(800|833|844|855|866|877|888)/;

/**
 * A number as the configuration keeps it.
 *
 * @param given what the start has said of it.
 */
export function toConfiguredNumber(
  accountSid: AccountSid,
  config: NumberConfig,
  given: string,
  now: number,
): ConfiguredNumber {
  const { address, webhookUrl = "", webhookMethod = "POST", fallbackUrl = "" } = config;
  const type = typeOf(address);
  return {
    // Made from the number, so that it is the same in each data folder.
    sid: createSid(
      type === "short-code" ? "SC" : "PN",
      createHash("sha256").update(address).digest().subarray(0, 16),
    ),
    accountSid,
    address,
    type,
    sms: true,
    mms: true,
    friendlyName: address,
    smsUrl: webhookUrl,
    smsMethod: webhookMethod,
    smsFallbackUrl: fallbackUrl,
    smsFallbackMethod: "POST",
    smsApplicationSid: null,
    statusCallback: "",
    statusCallbackMethod: "POST",
    given,
    dateCreated: now,
    dateUpdated: now,
  };
}

function typeOf(address: string): SenderType {
  if (isShortCode(address)) return "short-code";
  return tollFree.test(address) ? "toll-free" : "long-code";
}

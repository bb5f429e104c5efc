import { createHash } from "node:crypto";
import { type AccountSid, createSid } from "@repartee/protocol";
import { type ConfiguredNumber, friendlyNumber, type SenderType } from "@repartee/send-core";
import { type NumberConfig, typesOf } from "../config/number-config.ts";

const prefixes: Readonly<Record<SenderType, "PN" | "SC" | "AI">> = {
  "long-code": "PN",
  "toll-free": "PN",
  "short-code": "SC",
  alphanumeric: "AI",
};

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
  const { address, type = typesOf(address)[0], country, registeredIn, campaign } = config;
  return {
    // Made from the number, so that it is the same in each data folder.
    sid: createSid(prefixes[type], createHash("sha256").update(address).digest().subarray(0, 16)),
    accountSid,
    address,
    type,
    country,
    registeredIn,
    campaign,
    sms: config.sms ?? true,
    mms: config.mms ?? type !== "alphanumeric",
    friendlyName: friendlyNumber(address),
    smsUrl: config.webhookUrl ?? "",
    smsMethod: config.webhookMethod ?? "POST",
    smsFallbackUrl: config.fallbackUrl ?? "",
    smsFallbackMethod: config.fallbackMethod ?? "POST",
    smsApplicationSid: null,
    statusCallback: config.statusCallback ?? "",
    statusCallbackMethod: "POST",
    given,
    dateCreated: now,
    dateUpdated: now,
  };
}

/** A number of which nothing is known, with the webhook of the first one that has any. */
export function likeFirst(numbers: readonly NumberConfig[], address: string): NumberConfig {
  const like = numbers.find(({ webhookUrl }) => webhookUrl !== undefined);
  const { webhookUrl, webhookMethod, fallbackUrl, fallbackMethod } = like ?? {};
  return { address, webhookUrl, webhookMethod, fallbackUrl, fallbackMethod };
}

import type { AccountSid } from "@repartee/protocol";
import type { ConfiguredService, PoolMember } from "@repartee/send-core";
import { type ServiceConfig, serviceSid } from "../config/service-config.ts";

/**
 * A Messaging Service as the configuration keeps it.
 *
 * @param given what the start has said of it.
 */
export function toConfiguredService(
  accountSid: AccountSid,
  config: ServiceConfig,
  pool: readonly PoolMember[],
  given: string,
  now: number,
): ConfiguredService {
  const { inboundRequestUrl = "" } = config;
  return {
    sid: serviceSid(config),
    accountSid,
    friendlyName: config.friendlyName,
    inboundRequestUrl,
    inboundMethod: config.inboundMethod ?? "POST",
    fallbackUrl: config.fallbackUrl ?? "",
    fallbackMethod: config.fallbackMethod ?? "POST",
    statusCallback: config.statusCallback ?? "",
    stickySender: config.stickySender ?? true,
    mmsConverter: config.mmsConverter ?? true,
    smartEncoding: config.smartEncoding ?? false,
    areaCodeGeomatch: config.areaCodeGeomatch ?? true,
    // Without either, the platform drops what comes in; nobody configures a service for that.
    useInboundWebhookOnNumber: config.useInboundWebhookOnNumber ?? inboundRequestUrl === "",
    validityPeriod: config.validityPeriod ?? 36_000,
    scanMessageContent: config.scanMessageContent ?? "inherit",
    fallbackToLongCode: config.fallbackToLongCode ?? false,
    synchronousValidation: config.synchronousValidation ?? false,
    usecase: config.usecase ?? "undeclared",
    advancedOptOut: config.advancedOptOut,
    pool,
    given,
    dateCreated: now,
    dateUpdated: now,
  };
}

import type { AccountSid } from "@repartee/protocol";
import { type ConfiguredService, type PoolMember, serviceDefaults } from "@repartee/send-core";
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
  const { inboundRequestUrl = serviceDefaults.inboundRequestUrl } = config;
  return {
    sid: serviceSid(config),
    accountSid,
    friendlyName: config.friendlyName,
    inboundRequestUrl,
    inboundMethod: config.inboundMethod ?? serviceDefaults.inboundMethod,
    fallbackUrl: config.fallbackUrl ?? serviceDefaults.fallbackUrl,
    fallbackMethod: config.fallbackMethod ?? serviceDefaults.fallbackMethod,
    statusCallback: config.statusCallback ?? serviceDefaults.statusCallback,
    stickySender: config.stickySender ?? serviceDefaults.stickySender,
    mmsConverter: config.mmsConverter ?? serviceDefaults.mmsConverter,
    smartEncoding: config.smartEncoding ?? serviceDefaults.smartEncoding,
    areaCodeGeomatch: config.areaCodeGeomatch ?? serviceDefaults.areaCodeGeomatch,
    // With neither, inbound messages would be dropped, which is never what a configuration wants.
    useInboundWebhookOnNumber: config.useInboundWebhookOnNumber ?? inboundRequestUrl === "",
    validityPeriod: config.validityPeriod ?? serviceDefaults.validityPeriod,
    scanMessageContent: config.scanMessageContent ?? serviceDefaults.scanMessageContent,
    fallbackToLongCode: config.fallbackToLongCode ?? serviceDefaults.fallbackToLongCode,
    synchronousValidation: config.synchronousValidation ?? serviceDefaults.synchronousValidation,
    usecase: config.usecase ?? serviceDefaults.usecase,
    advancedOptOut: config.advancedOptOut,
    pool,
    given,
    dateCreated: now,
    dateUpdated: now,
  };
}

import type { ConfiguredService } from "../ports/directory/configuration.ts";

/**
 * The settings of a Messaging Service that nothing was set for: Twilio, "Services resource",
 * twilio.com/docs/messaging/api/service-resource.
 */
export const serviceDefaults: Omit<
  ConfiguredService,
  "sid" | "accountSid" | "dateCreated" | "dateUpdated"
> = {
  friendlyName: "",
  inboundRequestUrl: "",
  inboundMethod: "POST",
  fallbackUrl: "",
  fallbackMethod: "POST",
  statusCallback: "",
  stickySender: true,
  mmsConverter: true,
  smartEncoding: false,
  areaCodeGeomatch: true,
  useInboundWebhookOnNumber: false,
  validityPeriod: 36_000,
  scanMessageContent: "inherit",
  fallbackToLongCode: false,
  synchronousValidation: false,
  usecase: "undeclared",
  pool: [],
};

export type { Answer, WritesItself } from "./answer.ts";
export type { Claim, ClaimStore } from "./claims/claim-store.ts";
export { createMemoryClaims, type MemoryClaimsOptions } from "./claims/memory-claims.ts";
export type { LateAnswer } from "./deadline.ts";
export type { ClaimBy, InboundOptions, ProxyHeader, WebhookOptions } from "./options.ts";
export {
  createInboundReceiver,
  createStatusReceiver,
  type InboundHandler,
  type Receiver,
  type StatusHandler,
} from "./receive.ts";
export type { Rejection } from "./rejection.ts";
export { type HostBody, readHostBody } from "./request/host-body.ts";
export type { InboundMedia, ReceivedMessage } from "./request/inbound-media.ts";
export { MAX_WEBHOOK_BYTES, readBody } from "./request/read-body.ts";
export type { WebhookRequest, WebhookResponse } from "./request/webhook-request.ts";

export type { Answer, WritesItself } from "./answer.ts";
export type { Claim, ClaimStore } from "./claim-store.ts";
export type { LateAnswer } from "./deadline.ts";
export { type HostBody, readHostBody } from "./host-body.ts";
export type { InboundMedia, ReceivedMessage } from "./inbound-media.ts";
export { createMemoryClaims, type MemoryClaimsOptions } from "./memory-claims.ts";
export type { ClaimBy, InboundOptions, ProxyHeader, WebhookOptions } from "./options.ts";
export { MAX_WEBHOOK_BYTES, readBody } from "./read-body.ts";
export {
  createInboundReceiver,
  createStatusReceiver,
  type InboundHandler,
  type Receiver,
  type StatusHandler,
} from "./receive.ts";
export type { Rejection } from "./rejection.ts";
export type { WebhookRequest, WebhookResponse } from "./webhook-request.ts";

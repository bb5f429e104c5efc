export type { Answer } from "./answer.ts";
export type { ProxyHeader, Rejection, WebhookOptions } from "./options.ts";
export { MAX_WEBHOOK_BYTES, readBody } from "./read-body.ts";
export {
  createInboundReceiver,
  createStatusReceiver,
  type InboundHandler,
  type Receiver,
  type StatusHandler,
} from "./receive.ts";
export type { WebhookRequest, WebhookResponse } from "./webhook-request.ts";

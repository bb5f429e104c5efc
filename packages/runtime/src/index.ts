export type { Alert, AlertSid } from "./alert.ts";
export { createRuntime, type RuntimeParts } from "./create-runtime.ts";
export type {
  Exchange,
  ExchangeKind,
  ExchangeRequest,
  ExchangeResponse,
  ExchangeSid,
  Notice,
  RequestCause,
  VerbRun,
} from "./exchange.ts";
export type { AlertQuery, AlertStore, Alerts } from "./ports/alert-store.ts";
export type { ExchangeStore } from "./ports/exchange-store.ts";
export { createCallbackPoster } from "./post-callback.ts";
export type { HandsetMessage, ReceiveResult, RecordedExchange, Runtime } from "./runtime.ts";
export {
  createWebhookClient,
  type WebhookClient,
  type WebhookClientOptions,
} from "./signed-request.ts";

export { type Alert, type AlertSid, alertText } from "./alert.ts";
export {
  type AlertLog,
  type AlertLogParts,
  type CallbackFailure,
  createAlertLog,
} from "./alert-log.ts";
export { createCallbackPoster } from "./callback-poster.ts";
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
export type { NoticeInput } from "./exchange-draft.ts";
export type { AlertQuery, AlertStore, Alerts } from "./ports/alert-store.ts";
export type { AppStart } from "./ports/app-start.ts";
export type { CookieStore, StoredCookie } from "./ports/cookie-store.ts";
export type { ExchangeStore } from "./ports/exchange-store.ts";
export { localRoute, type PublicAddress, toPublicUrl } from "./public-address.ts";
export type { HandsetMessage, ReceiveResult, RecordedExchange, Runtime } from "./runtime.ts";
export {
  executeVerb,
  type VerbContext,
  type VerbExecutor,
  type VerbResult,
} from "./verb-executor.ts";
export type { Peer, TlsOptions } from "./webhook-agents.ts";
export {
  createWebhookClient,
  type SignedExchange,
  type SignedRequest,
  type WebhookClient,
  type WebhookClientOptions,
} from "./webhook-client.ts";

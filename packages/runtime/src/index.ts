export { createRuntime, type RuntimeParts } from "./create-runtime.ts";
export { type Alert, type AlertSid, alertText } from "./debugger/alert.ts";
export {
  type AlertLog,
  type AlertLogParts,
  type CallbackFailure,
  createAlertLog,
} from "./debugger/alert-log.ts";
export type {
  Exchange,
  ExchangeKind,
  ExchangeRequest,
  ExchangeResponse,
  ExchangeSid,
  Notice,
  RequestCause,
  VerbRun,
} from "./exchange/exchange.ts";
export type { NoticeInput } from "./exchange/exchange-draft.ts";
export { createCallbackPoster } from "./http/callback-poster.ts";
export { localRoute, type PublicAddress, toPublicUrl } from "./http/public-address.ts";
export type { Peer, TlsOptions } from "./http/webhook-agents.ts";
export {
  createWebhookClient,
  type SignedExchange,
  type SignedRequest,
  type WebhookClient,
  type WebhookClientOptions,
} from "./http/webhook-client.ts";
export type { AlertQuery, AlertStore, Alerts } from "./ports/alert-store.ts";
export type { AppStart } from "./ports/app-start.ts";
export type { CookieStore, StoredCookie } from "./ports/cookie-store.ts";
export type { ExchangeStore } from "./ports/exchange-store.ts";
export {
  executeVerb,
  type VerbContext,
  type VerbExecutor,
  type VerbResult,
} from "./reply/verb-executor.ts";
export type { HandsetMessage, ReceiveResult, RecordedExchange, Runtime } from "./runtime.ts";

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
export type { ExchangeStore } from "./ports/exchange-store.ts";
export type { HandsetMessage, ReceiveResult, RecordedExchange, Runtime } from "./runtime.ts";

import type { Exchange, ExchangeSid } from "../exchange/exchange.ts";

/** Keeps exchanges for the inspector. */
export interface ExchangeStore {
  /** Inserts the exchange, or replaces the one with its SID. */
  save(exchange: Exchange): Promise<void>;
  find(sid: ExchangeSid): Promise<Exchange | undefined>;
  /** Newest first, at most `limit`, those that began before `before` (ms) when it is given. */
  list(query: {
    readonly limit: number;
    readonly before?: number | undefined;
  }): Promise<readonly Exchange[]>;
}

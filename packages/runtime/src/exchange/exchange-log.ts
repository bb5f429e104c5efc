import type { ExchangeStore } from "../ports/exchange-store.ts";
import type { Exchange, ExchangeSid } from "./exchange.ts";

type Listener = (exchange: Exchange) => void;

/** The exchanges under way and those that have ended, as one list. */
export interface ExchangeLog {
  /** An exchange has changed: listeners are told. */
  changed(exchange: Exchange): void;
  /** An exchange has ended: it is kept for good. */
  ended(exchange: Exchange): Promise<void>;
  find(sid: ExchangeSid): Promise<Exchange | undefined>;
  /** Newest first. */
  list(query: {
    readonly limit: number;
    readonly before?: number | undefined;
  }): Promise<readonly Exchange[]>;
  subscribe(listener: Listener): () => void;
}

/**
 * Holds exchanges under way in memory and writes each one once, when it has ended. One that a crash
 * interrupts is run again from its inbound message, so nothing is lost with it.
 */
export function createExchangeLog(store: ExchangeStore): ExchangeLog {
  const running = new Map<ExchangeSid, Exchange>();
  const listeners = new Set<Listener>();
  const tell = (exchange: Exchange) => {
    for (const listener of listeners) listener(exchange);
  };

  return {
    changed(exchange) {
      running.set(exchange.sid, exchange);
      tell(exchange);
    },
    async ended(exchange) {
      running.set(exchange.sid, exchange);
      await store.save(exchange);
      running.delete(exchange.sid);
      tell(exchange);
    },
    find: async (sid) => running.get(sid) ?? (await store.find(sid)),
    async list({ limit, before = Number.POSITIVE_INFINITY }) {
      const kept = await store.list({ limit, before });
      const both = new Map(kept.map((exchange) => [exchange.sid, exchange]));
      for (const exchange of running.values()) {
        if (exchange.startedAt < before) both.set(exchange.sid, exchange);
      }
      return [...both.values()].sort((a, b) => b.startedAt - a.startedAt).slice(0, limit);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

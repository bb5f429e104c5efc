import type { Clock, Message, Refusal } from "@repartee/send-core";
import { refuseMessage } from "./admit-message.ts";
import { type AnswerParts, answerMessage } from "./answer-message.ts";
import type { Exchange, ExchangeSid } from "./exchange.ts";
import { draftExchange } from "./exchange-draft.ts";
import { createExchangeLog } from "./exchange-log.ts";
import { recordedExchange, refusedExchange, replyExchange } from "./open-exchange.ts";
import type { ExchangeStore } from "./ports/exchange-store.ts";
import type { HandsetMessage, Runtime } from "./runtime.ts";

/** What a runtime works with. */
export interface RuntimeParts extends AnswerParts {
  readonly exchanges: ExchangeStore;
  readonly clock: Clock;
  /** Told of what broke on this side; the exchange then shows 30500. */
  readonly onError: (error: unknown) => void;
}

// A command that is interrupted ends within a second; this leaves time for the rest.
const closeGraceMs = 250;

/** Makes the runtime: it asks apps about inbound messages and runs what they answer. */
export function createRuntime(parts: RuntimeParts): Runtime {
  const { sendCore, senders, clock, client, onError } = parts;
  const log = createExchangeLog(parts.exchanges);
  const underWay = new Map<ExchangeSid, Promise<Exchange>>();
  let closed = false;
  let brokenOff = false;

  const draft = (start: Exchange) => draftExchange(start, clock.now, log.changed);

  /** Begins to answer a stored message; `finished` and `close` wait for its end. */
  function begin(inbound: Message): ExchangeSid {
    const exchange = draft(replyExchange(inbound, clock.now()));
    const { sid } = exchange.current;
    log.changed(exchange.current);
    const run = async (): Promise<Exchange> => {
      try {
        await answerMessage(inbound, exchange, parts);
      } catch (error) {
        if (brokenOff) return exchange.current;
        exchange.addNotice({ code: 30500, sentence: "Something broke while this was answered." });
        onError(error);
      }
      try {
        await log.ended(exchange.finish());
        // Last: until then a crash has the message answered again, with the same tokens and keys.
        await sendCore.received(inbound.sid);
      } catch (error) {
        onError(error);
      }
      underWay.delete(sid);
      return exchange.current;
    };
    underWay.set(sid, run());
    return sid;
  }

  async function keep(
    start: Exchange,
    refusal: Omit<Refusal, "ok"> | undefined,
  ): Promise<Exchange> {
    const exchange = draft(start);
    if (refusal) exchange.addNotice(refusal);
    const finished = exchange.finish();
    await log.ended(finished);
    return finished;
  }

  async function refuse(message: HandsetMessage, refusal: Refusal): Promise<Refusal> {
    await keep(refusedExchange(message, clock.now()), refusal);
    return refusal;
  }

  return {
    async receive(message) {
      if (closed) return { ok: false, code: 20500, sentence: "The platform is shutting down." };
      const refusal = refuseMessage(message);
      if (refusal) return refuse(message, refusal);
      const sender = await senders.find(message.to);
      if (!sender) {
        const sentence = `${message.to} is not a number of this platform.`;
        return refuse(message, { ok: false, code: 21601, sentence });
      }
      const inbound = await sendCore.receive({ accountSid: sender.accountSid, ...message });
      return { ok: true, message: inbound, exchangeSid: begin(inbound) };
    },
    record: (recorded) => keep(recordedExchange(recorded, clock.now()), recorded.refusal),
    exchange: log.find,
    exchanges: log.list,
    subscribe: log.subscribe,
    async finished(sid) {
      const exchange = (await underWay.get(sid)) ?? (await log.find(sid));
      if (!exchange) throw new Error(`There is no exchange ${sid}.`);
      return exchange;
    },
    async start() {
      for (const inbound of await sendCore.receiving()) begin(inbound);
    },
    async close() {
      closed = true;
      const ended = Promise.all(underWay.values());
      const grace = new Promise<void>((resolve) => {
        clock.at(clock.now() + closeGraceMs, resolve);
      });
      await Promise.race([ended, grace]);
      brokenOff = true;
      await client.close();
      await ended;
    },
  };
}

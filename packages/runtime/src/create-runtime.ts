import type { Message, MessagingServiceDirectory, Refusal } from "@repartee/send-core";
import { createMemoryCookies } from "./cookies/memory-cookies.ts";
import type { AlertLog } from "./debugger/alert-log.ts";
import { createDocumentCache } from "./document/document-cache.ts";
import type { Exchange, ExchangeSid } from "./exchange/exchange.ts";
import { draftExchange } from "./exchange/exchange-draft.ts";
import { createExchangeLog } from "./exchange/exchange-log.ts";
import { recordedExchange, refusedExchange, replyExchange } from "./exchange/open-exchange.ts";
import { createRecentDrafts } from "./exchange/recent-drafts.ts";
import { refuseMessage } from "./inbound/admit-message.ts";
import { type AnswerParts, answerMessage } from "./inbound/answer-message.ts";
import { isDropped } from "./inbound/inbound-webhook.ts";
import type { AppStart } from "./ports/app-start.ts";
import type { CookieStore } from "./ports/cookie-store.ts";
import type { ExchangeStore } from "./ports/exchange-store.ts";
import type { PlaceLookup } from "./ports/place-lookup.ts";
import { createReplyRate } from "./reply/reply-rate.ts";
import type { VerbExecutor } from "./reply/verb-executor.ts";
import type { HandsetMessage, Runtime } from "./runtime.ts";

/** What a runtime works with. */
export interface RuntimeParts
  extends Pick<
    AnswerParts,
    "sendCore" | "accounts" | "senders" | "client" | "clock" | "apiOrigin" | "onError"
  > {
  readonly exchanges: ExchangeStore;
  /** The debugger. Default: notices are in their exchanges alone. */
  readonly alerts?: AlertLog | undefined;
  /** Default: cookies are kept in memory. */
  readonly cookies?: CookieStore | undefined;
  /** Default: none; each number is on its own. */
  readonly services?: MessagingServiceDirectory | undefined;
  /** Fills `FromCity`, `ToState` and the like. Default: none; they are empty. */
  readonly places?: PlaceLookup | undefined;
  /** Messages wait while the app that they go to starts. Default: no message waits. */
  readonly app?: AppStart | undefined;
  /** Verbs of your own, from `executeVerb`. Default: none. */
  readonly verbs?: readonly VerbExecutor[] | undefined;
  /**
   * `flow`: an `action` is asked once when its message is queued, and its document takes the place of
   * the rest. `callback`: it is a status URL and nothing more. Default: `flow`.
   */
  readonly actions?: "flow" | "callback" | undefined;
  /** Stop after 30 replies in a row between two numbers (14107). Default: true. */
  readonly limitReplyRate?: boolean | undefined;
}

const noApp: AppStart = { awaitStart: async () => undefined };

const noServices: MessagingServiceDirectory = { find: async () => undefined };

// A command that is interrupted ends within a second; this leaves time for the rest.
const closeGraceMs = 250;

/** Makes the runtime: it asks apps about inbound messages and runs what they answer. */
export function createRuntime(parts: RuntimeParts): Runtime {
  const { sendCore, senders, clock, client, alerts, onError } = parts;
  const breakingOff = new AbortController();
  const answering: AnswerParts = {
    ...parts,
    services: parts.services ?? noServices,
    app: parts.app ?? noApp,
    brokenOff: breakingOff.signal,
    cookies: parts.cookies ?? createMemoryCookies(),
    cache: createDocumentCache(),
    places: parts.places,
    verbs: parts.verbs ?? [],
    actions: parts.actions ?? "flow",
    replyRate: parts.limitReplyRate === false ? undefined : createReplyRate(),
  };
  const log = createExchangeLog(parts.exchanges);
  const recent = createRecentDrafts();
  const underWay = new Map<ExchangeSid, Promise<Exchange>>();
  let closed = false;
  let noted: Promise<unknown> = Promise.resolve();

  const draft = (start: Exchange) => draftExchange(start, clock.now, log.changed);

  async function end(finished: Exchange): Promise<void> {
    await Promise.all([log.ended(finished), alerts?.exchangeEnded(finished)]);
  }

  /** Begins to answer a stored message; `finished` and `close` wait for its end. */
  function begin(inbound: Message): ExchangeSid {
    const exchange = draft(replyExchange(inbound, clock.now()));
    recent.add(inbound.sid, exchange);
    const { sid } = exchange.current;
    log.changed(exchange.current);
    const run = async (): Promise<Exchange> => {
      try {
        await answerMessage(inbound, exchange, answering);
      } catch (error) {
        if (breakingOff.signal.aborted) return exchange.current;
        exchange.addNotice({ code: 30500, sentence: "Something broke while this was answered." });
        onError(error);
      }
      try {
        await end(exchange.finish());
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
    await end(finished);
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
      const service = await answering.services.ofSender?.(message.to);
      // Whoever wants no more messages is heard even where nobody listens.
      if (service && isDropped(service) && !(await sendCore.isKeyword(message))) {
        const sentence = `${service.sid} has no inbound URL and its numbers' own are not used: the message is dropped.`;
        return refuse(message, { ok: false, code: 11321, sentence });
      }
      const inbound = await sendCore.receive({ accountSid: sender.accountSid, ...message });
      return { ok: true, message: inbound, exchangeSid: begin(inbound) };
    },
    record: (recorded) => keep(recordedExchange(recorded, clock.now()), recorded.refusal),
    async note(messageSid, notice) {
      const exchange = recent.find(messageSid);
      if (!exchange || closed) return;
      exchange.addNotice({ request: null, ...notice });
      const { current } = exchange;
      // What is still running stores its notices when it ends.
      if (current.finishedAt === null) return;
      const only = { ...current, notices: current.notices.slice(-1) };
      const stored = Promise.all([log.ended(current), alerts?.exchangeEnded(only)]);
      noted = Promise.allSettled([noted, stored]);
      await stored;
    },
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
      breakingOff.abort();
      const alertsEnded = alerts?.close();
      await client.close();
      await Promise.all([ended, alertsEnded, noted]);
    },
  };
}

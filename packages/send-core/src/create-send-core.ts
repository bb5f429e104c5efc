import { defaultScheduleWindow, type ScheduleWindow } from "./accept/check-schedule.ts";
import { type SendMessageParts, sendMessage } from "./accept/send-message.ts";
import { createStatusCallbacks } from "./callbacks/status-callbacks.ts";
import { createChanges } from "./change-message.ts";
import { createDispatch } from "./dispatch/dispatch.ts";
import { queueScheduled } from "./dispatch/queue-scheduled.ts";
import { recordReceipt } from "./dispatch/record-receipt.ts";
import { explainMessage } from "./explain-message.ts";
import { receiveMessage } from "./inbound/receive-message.ts";
import type { CallbackPoster } from "./ports/callback-poster.ts";
import type { Carrier } from "./ports/carrier.ts";
import { type Clock, systemClock } from "./ports/clock.ts";
import type { AccountDirectory } from "./ports/directory/account-directory.ts";
import type { MessagingServiceDirectory } from "./ports/directory/messaging-services.ts";
import type { SenderDirectory } from "./ports/directory/sender-directory.ts";
import type { Lookup } from "./ports/lookup.ts";
import type { MediaSource } from "./ports/media-source.ts";
import type { Observer } from "./ports/observer.ts";
import type { Store } from "./ports/storage/store.ts";
import { createRandomBytes, type RandomBytes } from "./random-bytes.ts";
import { handleKeyword, keywordIn } from "./rules/opt-out/handle-keyword.ts";
import { createTurns } from "./rules/opt-out/in-turn.ts";
import { defaultPriceRules, freeOf, type PriceRules } from "./rules/price/price-rules.ts";
import { defaultRateRules, type RateRules } from "./rules/rates/rate-rules.ts";
import { createLookup } from "./rules/route/lookup.ts";
import type { ReachRules } from "./rules/route/route.ts";
import type { SendCore, SendRequest } from "./send-core.ts";
import { createStatusChanges } from "./status-changes.ts";
import { priceUsage } from "./usage/usage.ts";
import { createLease } from "./work/lease.ts";

/** What a send core works with. */
export interface SendCoreParts {
  readonly store: Store;
  readonly carrier: Carrier;
  readonly accounts: AccountDirectory;
  readonly senders: SenderDirectory;
  /** Default: there are none. */
  readonly services?: MessagingServiceDirectory | undefined;
  readonly mediaSource: MediaSource;
  readonly callbackPoster: CallbackPoster;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** Where SIDs come from. Default: the system's secure random numbers. */
  readonly random?: RandomBytes | undefined;
  /** Default: the platform's documented limits. */
  readonly rates?: RateRules | undefined;
  /** Default: {@link defaultPriceRules}, published prices of 2026 by country. */
  readonly prices?: PriceRules | undefined;
  /** Knows recipients. Default: the numbering plans of the world, without carriers. */
  readonly lookup?: Lookup | undefined;
  /** What the account may reach, and how. Default: everything, MMS as links where they cannot go. */
  readonly reach?: ReachRules | undefined;
  /**
   * What stands before the token of a link to media, such as `https://example.com/m`; without a slash
   * at its end. Without it, MMS that cannot go as they are are refused with 21612.
   */
  readonly linkBase?: string | undefined;
  /** Default: 300 s to 35 days ahead, and 1,000,000 for each account. */
  readonly scheduling?: ScheduleWindow | undefined;
  /** For counters, logs and traces. Default: nobody. */
  readonly observer?: Observer | undefined;
  /** Called with each internal error; the work is retried later. */
  readonly onError: (error: unknown) => void;
}

const nobody: ReadonlyMap<string, number> = new Map();

const noServices: MessagingServiceDirectory = { find: async () => undefined };

/** Makes a send core: it takes messages, hands them to the carrier in time and tells of their moves. */
export function createSendCore({
  services = noServices,
  clock = systemClock,
  random = createRandomBytes(),
  rates = defaultRateRules,
  prices = defaultPriceRules,
  lookup = createLookup(),
  reach = {},
  linkBase,
  scheduling = defaultScheduleWindow,
  observer = {},
  ...given
}: SendCoreParts): SendCore {
  const { store, carrier, accounts, senders, mediaSource, callbackPoster } = given;
  const onError = (error: unknown) => {
    observer.failed?.(error);
    given.onError(error);
  };
  const owner = Buffer.from(random(16)).toString("hex");
  const lease = createLease(owner, { store, clock, onError });
  const callbacks = createStatusCallbacks({
    store,
    clock,
    accounts,
    poster: callbackPoster,
    lease,
    observer,
    onError,
  });
  const moves = createStatusChanges({ store, onCallback: callbacks.wake, observer, onError });
  const rules = { lookup, reach, rates, prices, linkBase };
  const { optOuts } = store;
  const planning = { store, optOuts, clock, random, senders, services, moves, ...rules };
  const dispatch = createDispatch({
    store,
    clock,
    accounts,
    carrier,
    senders,
    mediaSource,
    lookup,
    reach,
    moves,
    lease,
    optOuts,
    services,
    observer,
    onScheduled: (message) => queueScheduled(message, planning),
    onError,
  });
  const sending: SendMessageParts = {
    ...planning,
    scheduling,
    onAccepted(made, dueAt) {
      for (const moved of made) moves.announce(moved);
      if (dueAt !== null) dispatch.wake(dueAt);
    },
  };
  // What answers a keyword costs nothing, and reaches those who have opted out with it too.
  const answering = { ...sending, prices: freeOf(prices), optOuts: { scopes: async () => nobody } };
  const receiving = {
    ...planning,
    onReceived: moves.announce,
    inTurn: createTurns(),
    sendAnswer: (request: SendRequest) => sendMessage(request, answering),
  };
  let stopReceipts: (() => void) | undefined;

  return {
    async send(request) {
      const result = await sendMessage(request, sending);
      if (!result.ok) observer.refused?.(result);
      return result;
    },
    ...createChanges({ store, clock, moves }),
    removeMedia: store.removeMedia,
    async explain(accountSid, sid) {
      const message = await store.message(sid);
      if (message?.accountSid !== accountSid) return undefined;
      const [events, notes, posted] = await Promise.all([
        store.events(sid),
        store.notes(sid),
        store.callbackDeliveries(sid),
      ]);
      return explainMessage({ message, events, notes, callbacks: posted });
    },
    optOuts,
    isKeyword: async (message) => (await keywordIn(message, receiving)) !== undefined,
    receive: (arrival) => receiveMessage(arrival, receiving),
    async received(sid) {
      const at = clock.now();
      await moves.make({
        sid,
        to: "received",
        at,
        cause: "Its webhook was called.",
        errorCode: null,
        dateSent: at,
        charge: true,
        callback: false,
      });
    },
    receiving: store.receiving,
    async message(accountSid, sid) {
      const message = await store.message(sid);
      return message?.accountSid === accountSid ? message : undefined;
    },
    messages: store.messages,
    usage: async (query) => priceUsage(await store.usage(query), prices),
    conversation: store.conversation,
    events: store.events,
    notes: store.notes,
    callbacks: store.callbackDeliveries,
    media: store.media,
    async linkedMedia(token) {
      const link = await store.shortLink(token);
      if (!link || link.expiresAt <= clock.now()) return undefined;
      const items = await store.media(link.messageSid);
      return items.find(({ sid }) => sid === link.mediaSid);
    },
    mediaContent: store.mediaContent,
    handsetCopies: store.handsetCopies,
    handsetMedia: store.handsetMedia,
    subscribe: moves.subscribe,
    reached: moves.reached,
    async start() {
      stopReceipts = carrier.onReceipt(async (receipt) => {
        try {
          await recordReceipt(receipt, { moves, store, clock });
        } catch (error) {
          onError(error);
          throw error;
        }
      });
      // A crash may have come between a keyword and its answer.
      for (const message of await store.receiving()) await handleKeyword(message, receiving);
      await callbacks.start();
      await dispatch.start();
    },
    async close() {
      await dispatch.close();
      stopReceipts?.();
      await callbacks.close();
      lease.close();
    },
  };
}

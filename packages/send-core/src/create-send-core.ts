import { createDispatch } from "./dispatch.ts";
import { createLease } from "./lease.ts";
import { createMessageMoves } from "./message-moves.ts";
import type { AccountDirectory } from "./ports/account-directory.ts";
import type { CallbackPoster } from "./ports/callback-poster.ts";
import type { Carrier } from "./ports/carrier.ts";
import { type Clock, systemClock } from "./ports/clock.ts";
import type { MediaSource } from "./ports/media-source.ts";
import type { SenderDirectory, SenderType } from "./ports/sender-directory.ts";
import type { Store } from "./ports/store.ts";
import { createRandomBytes, type RandomBytes } from "./random-bytes.ts";
import { receiveMessage } from "./receive-message.ts";
import { recordReceipt } from "./record-receipt.ts";
import type { SendCore } from "./send-core.ts";
import { sendMessage } from "./send-message.ts";
import { defaultRates, type SenderRate } from "./sender-rate.ts";
import { createStatusCallbacks } from "./status-callbacks.ts";

/** What a send core works with. */
export interface SendCoreParts {
  readonly store: Store;
  readonly carrier: Carrier;
  readonly accounts: AccountDirectory;
  readonly senders: SenderDirectory;
  readonly mediaSource: MediaSource;
  readonly callbackPoster: CallbackPoster;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** Where SIDs come from. Default: the system's secure random numbers. */
  readonly random?: RandomBytes | undefined;
  /** Default: the platform's documented rates. */
  readonly rates?: Readonly<Record<SenderType, SenderRate>> | undefined;
  /** Told of what broke on this side; the work is taken up again later. */
  readonly onError: (error: unknown) => void;
}

/** Makes a send core: it takes messages, hands them to the carrier in time and tells of their moves. */
export function createSendCore({
  store,
  carrier,
  accounts,
  senders,
  mediaSource,
  callbackPoster,
  clock = systemClock,
  random = createRandomBytes(),
  rates = defaultRates,
  onError,
}: SendCoreParts): SendCore {
  const owner = Buffer.from(random(16)).toString("hex");
  const lease = createLease(owner, { store, clock, onError });
  const callbacks = createStatusCallbacks({
    store,
    clock,
    accounts,
    poster: callbackPoster,
    lease,
    onError,
  });
  const moves = createMessageMoves({ store, onCallback: callbacks.wake, onError });
  const dispatch = createDispatch({ store, clock, carrier, mediaSource, moves, lease, onError });
  let stopReceipts: (() => void) | undefined;

  return {
    send: (request) =>
      sendMessage(request, {
        store,
        clock,
        random,
        senders,
        rates,
        onAccepted(moved, dueAt) {
          moves.announce(moved);
          dispatch.wake(dueAt);
        },
      }),
    receive: (arrival) =>
      receiveMessage(arrival, { store, clock, random, onReceived: moves.announce }),
    async received(sid) {
      const at = clock.now();
      await moves.make({
        sid,
        to: "received",
        at,
        cause: "Its webhook was called.",
        errorCode: null,
        dateSent: at,
        callback: false,
      });
    },
    receiving: store.receiving,
    async message(accountSid, sid) {
      const message = await store.message(sid);
      return message?.accountSid === accountSid ? message : undefined;
    },
    messages: store.messages,
    conversation: store.conversation,
    events: store.events,
    callbacks: store.callbackDeliveries,
    media: store.media,
    mediaContent: store.mediaContent,
    subscribe: moves.subscribe,
    reached: moves.reached,
    async start() {
      stopReceipts = carrier.onReceipt(async (receipt) => {
        try {
          await recordReceipt(receipt, moves);
        } catch (error) {
          onError(error);
          throw error;
        }
      });
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

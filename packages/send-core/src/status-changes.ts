import { isFinal, type MessageSid, type MessageStatus, ReparteeError } from "@repartee/protocol";
import type { Message } from "./message.ts";
import type { Observer } from "./ports/observer.ts";
import type { Move, Moved } from "./ports/storage/message-store.ts";
import type { Store } from "./ports/storage/store.ts";
import type { MessageMoved } from "./send-core.ts";

/** Makes moves durable, then tells who listens. */
export interface StatusChanges {
  /** Makes a move; `undefined` when the message cannot make it (any more). */
  make(move: Move): Promise<Moved | undefined>;
  /** Tells of a move that is on disk already, and has its callback posted. */
  announce(moved: Moved): void;
  subscribe(listener: Listener): () => void;
  /** Resolves once the message has or has had this status, or has ended. */
  reached(sid: MessageSid, status: MessageStatus): Promise<Message>;
}

type Listener = (moved: MessageMoved) => void;

export interface StatusChangesParts {
  readonly store: Store;
  /** A status callback waits for this destination. */
  readonly onCallback: (destination: string) => void;
  readonly observer: Observer;
  readonly onError: (error: unknown) => void;
}

/** The one place through which messages move. */
export function createStatusChanges({
  store,
  onCallback,
  observer,
  onError,
}: StatusChangesParts): StatusChanges {
  const everybody = new Set<Listener>();
  // Those who wait for one message: thousands may, and each move concerns only its own.
  const waiting = new Map<MessageSid, Set<Listener>>();

  function announce(moved: Moved): void {
    observer.moved?.(moved.message, moved.event);
    for (const listener of [...everybody, ...(waiting.get(moved.message.sid) ?? [])]) {
      try {
        listener(moved);
      } catch (error) {
        onError(error);
      }
    }
    if (moved.callbackDestination !== null) onCallback(moved.callbackDestination);
  }

  function wait(sid: MessageSid, listener: Listener): () => void {
    const listeners = waiting.get(sid) ?? new Set();
    waiting.set(sid, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) waiting.delete(sid);
    };
  }

  return {
    async make(move) {
      const [moved] = await store.move([move]);
      if (!moved) return undefined;
      announce(moved);
      return moved;
    },
    announce,
    subscribe(listener) {
      everybody.add(listener);
      return () => everybody.delete(listener);
    },
    reached(sid, status) {
      let stop = () => {};
      const reaching = new Promise<Message>((resolve, reject) => {
        // Listen first, then look: a move in between is seen by one of the two.
        stop = wait(sid, ({ message }) => {
          if (message.status === status || isFinal(message.status)) resolve(message);
        });
        look(store, sid, status).then((message) => message && resolve(message), reject);
      });
      return reaching.finally(stop);
    },
  };
}

async function look(
  store: Store,
  sid: MessageSid,
  status: MessageStatus,
): Promise<Message | undefined> {
  const message = await store.message(sid);
  if (!message) throw new ReparteeError(20404, `There is no message ${sid}.`);
  if (message.status === status || isFinal(message.status)) return message;
  const events = await store.events(sid);
  return events.some((event) => event.status === status) ? message : undefined;
}

import { isFinal, type MessageSid, type MessageStatus, ReparteeError } from "@repartee/protocol";
import type { Message } from "./message.ts";
import type { Move, Moved } from "./ports/message-store.ts";
import type { Store } from "./ports/store.ts";
import type { MessageMoved } from "./send-core.ts";

/** Makes moves durable, then tells who listens. */
export interface MessageMoves {
  /** Makes a move; `undefined` when the message cannot make it (any more). */
  make(move: Move): Promise<Moved | undefined>;
  /** Tells of a move that is on disk already. */
  announce(moved: MessageMoved): void;
  subscribe(listener: (moved: MessageMoved) => void): () => void;
  /** Resolves once the message has or has had this status, or has ended. */
  reached(sid: MessageSid, status: MessageStatus): Promise<Message>;
}

export interface MessageMovesParts {
  readonly store: Store;
  /** A status callback waits for this destination. */
  readonly onCallback: (destination: string) => void;
  readonly onError: (error: unknown) => void;
}

/** The one place through which messages move. */
export function createMessageMoves({
  store,
  onCallback,
  onError,
}: MessageMovesParts): MessageMoves {
  const listeners = new Set<(moved: MessageMoved) => void>();

  function announce(moved: MessageMoved): void {
    for (const listener of listeners) {
      try {
        listener(moved);
      } catch (error) {
        onError(error);
      }
    }
  }

  function subscribe(listener: (moved: MessageMoved) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return {
    async make(move) {
      const [moved] = await store.move([move]);
      if (!moved) return undefined;
      announce(moved);
      if (moved.callbackDestination !== null) onCallback(moved.callbackDestination);
      return moved;
    },
    announce,
    subscribe,
    reached: (sid, status) =>
      new Promise((resolve, reject) => {
        // Listen first, then look: a move in between is seen by one of the two.
        const stop = subscribe(({ message }) => {
          if (message.sid === sid && (message.status === status || isFinal(message.status))) {
            stop();
            resolve(message);
          }
        });
        look(store, sid, status).then(
          (message) => {
            if (!message) return;
            stop();
            resolve(message);
          },
          (error) => {
            stop();
            reject(error);
          },
        );
      }),
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

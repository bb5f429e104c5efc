import type { CallbackDelivery, Message, MessageEvent } from "../message.ts";
import type { Refusal } from "../refusal.ts";
import type { CarrierAnswer } from "./carrier.ts";

/** One hand-over to the carrier. */
export interface HandOver {
  readonly message: Message;
  /** 1 for the first. */
  readonly attempt: number;
  readonly answer: CarrierAnswer;
  /** Milliseconds. */
  readonly ms: number;
}

/**
 * Watches the send core, for counters, logs and traces. Each is called after the fact and on disk; an
 * observer gets bodies and numbers, and must neither log nor label with them. It must not throw.
 */
export interface Observer {
  /** A request was refused, and nothing was stored. */
  refused?(refusal: Refusal): void;
  /** A message made a move; its first status counts. */
  moved?(message: Message, event: MessageEvent): void;
  /** A hand-over came to its end. */
  handedOver?(submitMessage: HandOver): void;
  /** A status callback was posted, or could not be. */
  calledBack?(message: Message, delivery: CallbackDelivery): void;
  /** An internal error. */
  failed?(error: unknown): void;
}

/** One observer of many. */
export function observers(all: readonly Observer[]): Observer {
  return {
    refused(refusal) {
      for (const each of all) each.refused?.(refusal);
    },
    moved(message, event) {
      for (const each of all) each.moved?.(message, event);
    },
    handedOver(submitMessage) {
      for (const each of all) each.handedOver?.(submitMessage);
    },
    calledBack(message, delivery) {
      for (const each of all) each.calledBack?.(message, delivery);
    },
    failed(error) {
      for (const each of all) each.failed?.(error);
    },
  };
}

import type { CallbackDelivery, Message, MessageEvent } from "../../message.ts";

/** A status callback to be posted; message SID and sequence of the event name it. */
export interface CallbackJob {
  readonly message: Message;
  readonly event: MessageEvent;
  /** 1 for the first. */
  readonly attempt: number;
}

/** Holds status callbacks, one queue for each destination, so that a dead one holds nobody else up. */
export interface CallbackQueue {
  /**
   * Takes callbacks of one destination under a lease, oldest first: due ones, and those whose lease
   * has run out; of one message never a later before an earlier one that is not finished.
   */
  takeCallbacks(query: {
    readonly destination: string;
    readonly now: number;
    readonly limit: number;
    readonly owner: string;
    readonly leaseUntil: number;
  }): Promise<readonly CallbackJob[]>;
  /** The earliest time after this one at which a callback of the destination becomes due. */
  nextCallback(query: {
    readonly destination: string;
    readonly after: number;
  }): Promise<number | undefined>;
  /** Logs an attempt, and takes the callback out of the queue or has it taken again at `retryAt`. */
  finishCallback(
    job: CallbackJob,
    delivery: CallbackDelivery,
    retryAt: number | null,
  ): Promise<void>;
  /** All destinations with callbacks, and when the earliest of each can be taken. */
  callbackDestinations(): Promise<
    readonly { readonly destination: string; readonly dueAt: number }[]
  >;
}

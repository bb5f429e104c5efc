import type { MessageSid } from "@repartee/protocol";
import type { Message, MessageEvent } from "../../message.ts";
import type { Moved } from "./message-store.ts";

/** A message that is to be handed to the carrier now. */
export interface DueMessage {
  /** With the status `sending`. */
  readonly message: Message;
  /** Its move to `sending`; `null` when it was made for an earlier attempt. */
  readonly event: MessageEvent | null;
  /** 1 for the first hand-over. */
  readonly attempt: number;
  /** An earlier owner began a hand-over of which nothing is known. */
  readonly isInterrupted: boolean;
}

/** What a look into the queue has brought. */
export interface TakenMessages {
  readonly due: readonly DueMessage[];
  /** Their validity period was over: moved to `failed`. */
  readonly expired: readonly Moved[];
  /** Scheduled messages whose time has come, under a lease; they are to be queued. */
  readonly scheduled: readonly Message[];
  /** More may be due at the same time. */
  readonly hasMore: boolean;
}

/** Holds messages until their slot comes. */
export interface DispatchQueue {
  /**
   * Takes messages whose slot has come, earliest first, and moves them on to `sending`, under a lease
   * of this owner; also those in `sending` that wait for another attempt or whose lease has run out.
   * No two owners get the same one. One that is late, and would break a rate now, is put off.
   */
  takeDue(query: {
    readonly now: number;
    readonly limit: number;
    readonly owner: string;
    readonly leaseUntil: number;
    /** Of the move to `sending`. */
    readonly cause: string;
    /** Of the move to `failed`. */
    readonly expiry: { readonly cause: string; readonly errorCode: number };
  }): Promise<TakenMessages>;
  /**
   * Lets a message in `sending` wait for another attempt: at the next slot of the limits that it was
   * queued with, not before `notBefore`. `undefined`, and nothing is changed, when that is after its
   * validity period or it is not in `sending` any more.
   */
  retry(query: {
    readonly sid: MessageSid;
    readonly now: number;
    readonly notBefore: number;
    readonly sentence: string;
    readonly errorCode: number;
  }): Promise<{ readonly dueAt: number } | undefined>;
  /** The earliest time at which {@link takeDue} would find something. */
  nextDue(): Promise<number | undefined>;
  /** Messages in `sent` since this time, whose receipt has not come, oldest first, those after `after`. */
  unanswered(query: {
    readonly since: number;
    readonly limit: number;
    readonly after?: MessageSid | undefined;
  }): Promise<readonly Message[]>;
  /** Renews all leases of this owner, of messages and of callbacks. */
  renewLeases(owner: string, until: number): Promise<void>;
  /** How many messages wait: for their time, their slot, another attempt or an answer. */
  waiting(): Promise<number>;
  /** Until when each limit (a sender, a campaign at a carrier) is reserved; the longest first. */
  reservations(query: {
    readonly now: number;
    readonly limit: number;
  }): Promise<readonly { readonly key: string; readonly until: number }[]>;
}

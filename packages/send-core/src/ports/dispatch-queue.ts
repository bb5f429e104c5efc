import type { MessageSid } from "@repartee/protocol";
import type { Message, MessageEvent } from "../message.ts";

/** A message that is to be handed to the carrier now. */
export interface DueMessage {
  /** With the status `sending`. */
  readonly message: Message;
  /** Its move to `sending`; `null` when an earlier owner made it and did not come to an end. */
  readonly event: MessageEvent | null;
}

/** Holds `queued` messages until their slot comes. */
export interface DispatchQueue {
  /**
   * Takes messages whose slot has come, earliest first, and moves them on to `sending`, under a lease
   * of this owner; also messages in `sending` whose lease has run out. No two owners get the same one.
   */
  takeDue(query: {
    readonly now: number;
    readonly limit: number;
    readonly owner: string;
    readonly leaseUntil: number;
    /** Of the move to `sending`. */
    readonly cause: string;
  }): Promise<readonly DueMessage[]>;
  /** The earliest time at which {@link takeDue} would find something. */
  nextDue(): Promise<number | undefined>;
  /** Messages in `sent`, whose receipt has not come, oldest first, those after `after`. */
  unanswered(query: {
    readonly limit: number;
    readonly after?: MessageSid | undefined;
  }): Promise<readonly Message[]>;
  /** Renews all leases of this owner, of messages and of callbacks. */
  renewLeases(owner: string, until: number): Promise<void>;
}

import type { MessageSid } from "@repartee/protocol";
import type { Refusal } from "../send-core.ts";

/** A media item on its way out; its bytes are read when the carrier wants them. */
export interface CarrierMedia {
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  read(): Promise<Uint8Array>;
}

/** A message as a carrier gets it. */
export interface CarrierMessage {
  /** Names this message in receipts, and is the idempotency key of the hand-over. */
  readonly messageSid: MessageSid;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly CarrierMedia[];
  /** SMS segments; 1 for an MMS. */
  readonly numSegments: number;
}

/** Taken, or refused with the documented code that the message fails with. */
export type CarrierAnswer = { readonly ok: true } | Refusal;

/** What became of a message after the carrier took it. */
export interface Receipt {
  readonly messageSid: MessageSid;
  readonly status: "delivered" | "undelivered";
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Why it is undelivered; `null` when delivered. */
  readonly errorCode: number | null;
}

/** A way out. */
export interface Carrier {
  /** Stands in causes and logs. */
  readonly name: string;
  /**
   * Whether a hand-over with a SID that the carrier has seen sends nothing twice and has its receipt
   * given again. Without it, a message is never handed over twice: one that was interrupted ends as
   * failed with 30410.
   */
  readonly isIdempotent: boolean;
  /** Hands a message over. A rejected promise is no answer: the message fails with 30410. */
  send(message: CarrierMessage): Promise<CarrierAnswer>;
  /**
   * Calls the listener with each receipt. A carrier that wants to know resolves its own
   * acknowledgement after the listener's promise: then the receipt is on disk. Late, repeated and
   * unknown receipts do no harm. Returns how to stop that.
   */
  onReceipt(listener: (receipt: Receipt) => Promise<void>): () => void;
}

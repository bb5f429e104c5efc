import type { MessageSid } from "@repartee/protocol";
import type { Transport } from "../message.ts";
import type { Refusal } from "../refusal.ts";

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
  readonly transport: Transport;
  /** SMS segments; 1 for an MMS. */
  readonly numSegments: number;
}

/** Why a carrier did not take a message, with its documented code. */
export interface CarrierFault extends Refusal {
  /** True when the same message may be taken later, as with congestion. Default: false, it is final. */
  readonly isTemporary?: boolean | undefined;
  /** Milliseconds that the carrier asks to wait. */
  readonly retryAfterMs?: number | undefined;
}

/** Taken, or not. */
export type CarrierAnswer = { readonly ok: true } | CarrierFault;

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
   * given again. Without it, a message of which nothing is known is never handed over again: one that
   * was interrupted or not answered ends as failed with 30410.
   */
  readonly isIdempotent: boolean;
  /**
   * Hands a message over. A rejected promise is no answer: with idempotency the hand-over is repeated,
   * without it the message fails with 30410. The carrier bounds its own time.
   */
  send(message: CarrierMessage): Promise<CarrierAnswer>;
  /**
   * Calls the listener with each receipt. A carrier that wants to know resolves its own
   * acknowledgement after the listener's promise: then the receipt is on disk. Late, repeated and
   * unknown receipts do no harm. Returns how to stop that.
   */
  onReceipt(listener: (receipt: Receipt) => Promise<void>): () => void;
}

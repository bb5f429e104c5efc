import type { Receipt } from "../ports/carrier.ts";
import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/storage/store.ts";
import type { StatusChanges } from "../status-changes.ts";

export interface RecordReceiptParts {
  readonly moves: StatusChanges;
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * Moves a message by a carrier's receipt. A repeated receipt and a late one are noted, and change
 * nothing else: a status never moves backward. One of an unknown message is dropped.
 */
export async function recordReceipt(
  receipt: Receipt,
  { moves, store, clock }: RecordReceiptParts,
): Promise<void> {
  const { messageSid, status, errorCode } = receipt;
  // It is the carrier's clock, which may be ahead of ours.
  const at = Math.min(receipt.at, clock.now());
  const moved = await moves.make({
    sid: messageSid,
    to: status,
    at,
    cause:
      status === "delivered"
        ? "The carrier's receipt: delivered to the handset."
        : "The carrier's receipt: could not be delivered.",
    errorCode: status === "delivered" ? null : (errorCode ?? 30008),
    // A receipt may overtake the answer to the hand-over.
    dateSent: at,
    charge: true,
    callback: true,
  });
  if (moved) return;
  const message = await store.message(messageSid);
  if (!message) return;
  const sentence =
    message.status === status
      ? `The receipt "${status}" came again.`
      : `A receipt "${status}" came; the message stays ${message.status}.`;
  await store.addNotes([{ messageSid, kind: "receipt", at, sentence, errorCode }]);
}

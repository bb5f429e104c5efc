import type { MessageMoves } from "./message-moves.ts";
import type { Receipt } from "./ports/carrier.ts";

/**
 * Moves a message by a carrier's receipt. A repeated receipt, a late one and one of an unknown message
 * change nothing: a status never moves backward.
 */
export async function recordReceipt(receipt: Receipt, moves: MessageMoves): Promise<void> {
  const { messageSid, status, at, errorCode } = receipt;
  await moves.make({
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
    callback: true,
  });
}

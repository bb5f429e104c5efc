/** Every status that a message of the REST API can show. */
export type MessageStatus =
  | "accepted"
  | "scheduled"
  | "queued"
  | "sending"
  | "sent"
  /** Deprecated: of a message in several parts, only some were delivered so far. */
  | "partially_delivered"
  | "delivered"
  | "undelivered"
  | "read"
  | "failed"
  | "canceled"
  | "receiving"
  | "received";

const moves: Readonly<Record<MessageStatus, readonly MessageStatus[]>> = {
  accepted: ["queued", "failed"],
  scheduled: ["queued", "canceled", "failed"],
  queued: ["sending", "failed"],
  // A receipt may overtake the answer of the carrier, so delivery is reachable from here too.
  sending: ["sent", "delivered", "undelivered", "failed"],
  // Twilio, OpenAPI description of the Messages API, enum `message_enum_status`,
  // github.com/twilio/twilio-oai: in the list of statuses, without a description.
  sent: ["partially_delivered", "delivered", "undelivered"],
  partially_delivered: ["delivered", "undelivered"],
  delivered: ["read"],
  undelivered: [],
  read: [],
  failed: [],
  canceled: [],
  receiving: ["received", "failed"],
  received: [],
};

/** The statuses in which a message can be, in no order. */
export const messageStatuses: readonly MessageStatus[] = Object.keys(moves).filter(isMessageStatus);

/** Is the value a status of the REST API? */
export function isMessageStatus(value: string): value is MessageStatus {
  return Object.hasOwn(moves, value);
}

/** May a message move from one status to the other? A status never moves backward. */
export function canMove(from: MessageStatus, to: MessageStatus): boolean {
  return moves[from].includes(to);
}

/** Has a message with this status come to its end? (`sent` is an end only when no receipt ever comes.) */
export function isFinal(status: MessageStatus): boolean {
  return moves[status].length === 0 || status === "delivered";
}

import {
  isMessageSid,
  isMessageStatus,
  isSid,
  type MessageSid,
  type MessageStatus,
  type OptOutType,
  ReparteeError,
  type Sid,
  type SidPrefix,
} from "@repartee/protocol";
import type {
  CallbackTarget,
  MessageDirection,
  MessageUse,
  NoteKind,
  Price,
  Repeated,
} from "@repartee/send-core";
import type { StoredMessage } from "../messages/live-messages.ts";
import type { Row } from "./database.ts";

/** Columns that {@link readMessage} takes; what a statement selects after them begins here. */
export const MESSAGE_COLUMNS = 28;

/** A message from the columns `messageColumns`, with its id and the number of its moves. */
export function readMessage(row: Row): StoredMessage {
  const quote = price(row, 22);
  return {
    id: integer(row, 0),
    moves: integer(row, 17),
    message: {
      sid: messageSid(row, 1),
      accountSid: sid(row, 2, "AC"),
      direction: direction(row, 3),
      from: textOrNull(row, 4),
      to: text(row, 5),
      body: text(row, 6),
      numMedia: integer(row, 7),
      numSegments: integer(row, 8),
      status: status(row, 9),
      errorCode: integerOrNull(row, 10),
      messagingServiceSid: row[11] === null ? null : sid(row, 11, "MG"),
      statusCallback: target(row, 12, 13),
      dateCreated: integer(row, 14),
      dateUpdated: integer(row, 15),
      dateSent: integerOrNull(row, 16),
      transport: row[18] === "mms" ? "mms" : "sms",
      carriedBody: textOrNull(row, 19),
      sendAt: integerOrNull(row, 20),
      validUntil: integerOrNull(row, 21),
      quote,
      price: row[25] === 1 ? quote : null,
      optOutType: optOutType(row, 26),
      otherRecipients: textOrNull(row, 27)?.split(" "),
    },
  };
}

/** What an idempotency key was used for, from the columns of `selectRepeated`. */
export function readRepeated(row: Row): Repeated {
  return { message: readMessage(row).message, fingerprint: textOrNull(row, MESSAGE_COLUMNS) };
}

export function text(row: Row, index: number): string {
  const value = row[index];
  return typeof value === "string" ? value : invalid(index);
}

export function textOrNull(row: Row, index: number): string | null {
  return row[index] === null ? null : text(row, index);
}

export function integer(row: Row, index: number): number {
  const value = row[index];
  return typeof value === "number" ? value : invalid(index);
}

export function integerOrNull(row: Row, index: number): number | null {
  return row[index] === null ? null : integer(row, index);
}

export function bytes(row: Row, index: number): Uint8Array {
  const value = row[index];
  return value instanceof Uint8Array ? value : invalid(index);
}

export function messageSid(row: Row, index: number): MessageSid {
  const value = row[index];
  return isMessageSid(value) ? value : invalid(index);
}

export function sid<P extends SidPrefix>(row: Row, index: number, prefix: P): Sid<P> {
  const value = row[index];
  return isSid(value, prefix) ? value : invalid(index);
}

export function useKind(row: Row, index: number): MessageUse["kind"] {
  const value = row[index];
  return value === "sms" || value === "mms" || value === "failed" ? value : invalid(index);
}

export function noteKind(row: Row, index: number): NoteKind {
  const value = row[index];
  return noteKinds.find((kind) => kind === value) ?? invalid(index);
}

export function status(row: Row, index: number): MessageStatus {
  const value = text(row, index);
  return isMessageStatus(value) ? value : invalid(index);
}

const noteKinds = ["route", "content", "attempt", "receipt", "opt-out"] as const;

function optOutType(row: Row, index: number): OptOutType | undefined {
  const value = row[index];
  if (value === null) return undefined;
  return value === "STOP" || value === "START" || value === "HELP" ? value : invalid(index);
}

function direction(row: Row, index: number): MessageDirection {
  const value = row[index];
  return value === "inbound" || value === "outbound-api" || value === "outbound-reply"
    ? value
    : invalid(index);
}

function price(row: Row, index: number): Price | null {
  if (row[index] === null) return null;
  return {
    amount: integer(row, index),
    carrierFee: integer(row, index + 1),
    currency: text(row, index + 2),
  };
}

function target(row: Row, url: number, method: number): CallbackTarget | null {
  if (row[url] === null) return null;
  return { url: text(row, url), method: row[method] === "GET" ? "GET" : "POST" };
}

function invalid(index: number): never {
  throw new ReparteeError(
    "data_invalid",
    `Column ${index} of a stored row has an unexpected value.`,
  );
}

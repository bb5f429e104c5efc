import type { AccountSid, MediaSid, MessageSid, MessageStatus, Sid } from "@repartee/protocol";

/** Who began a message: a handset, a call of the REST API, or a reply document. */
export type MessageDirection = "inbound" | "outbound-api" | "outbound-reply";

/** Where the moves of a message are posted, and how. */
export interface CallbackTarget {
  readonly url: string;
  readonly method: "GET" | "POST";
}

/** A message as it stands now. Times are milliseconds since the epoch. */
export interface Message {
  readonly sid: MessageSid;
  readonly accountSid: AccountSid;
  readonly direction: MessageDirection;
  /** `null` until a Messaging Service has chosen a sender. */
  readonly from: string | null;
  readonly to: string;
  readonly body: string;
  readonly numMedia: number;
  /** SMS segments; 1 for an MMS, 0 while the sender is not chosen. */
  readonly numSegments: number;
  readonly status: MessageStatus;
  /** Set only with the status `failed` or `undelivered`. */
  readonly errorCode: number | null;
  readonly messagingServiceSid: Sid<"MG"> | null;
  readonly statusCallback: CallbackTarget | null;
  readonly dateCreated: number;
  readonly dateUpdated: number;
  /** Outbound: handed to the carrier. Inbound: the webhook was called. */
  readonly dateSent: number | null;
}

/** One move of a message: appended, never changed. */
export interface MessageEvent {
  readonly messageSid: MessageSid;
  /** 0 for the first status of the message, then 1, 2, … */
  readonly sequence: number;
  readonly status: MessageStatus;
  readonly at: number;
  /** Why it moved, as a plain sentence without body or full number. */
  readonly cause: string;
  readonly errorCode: number | null;
}

/** One media item of a message; its bytes are asked for apart. */
export interface MessageMedia {
  readonly sid: MediaSid;
  readonly messageSid: MessageSid;
  readonly accountSid: AccountSid;
  /** `null` until an outbound item has been fetched from {@link sourceUrl}. */
  readonly contentType: string | null;
  /** Bytes; `null` until fetched. */
  readonly size: number | null;
  /** Where an outbound item comes from; `null` for inbound media. */
  readonly sourceUrl: string | null;
  readonly dateCreated: number;
}

/** The stored bytes of one media item. */
export interface MediaContent {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** One attempt to tell the app about a move. */
export interface CallbackDelivery {
  readonly messageSid: MessageSid;
  readonly status: MessageStatus;
  readonly url: string;
  readonly attempt: number;
  readonly at: number;
  /** The answer's HTTP status, or `null` when there was none. */
  readonly httpStatus: number | null;
  /** The documented code of a failed attempt (11200, 11202 …). */
  readonly errorCode: number | null;
}

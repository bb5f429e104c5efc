import type {
  AccountSid,
  MediaSid,
  MessageSid,
  MessageStatus,
  OptOutType,
  Sid,
} from "@repartee/protocol";

/** Who began a message: a handset, a call of the REST API, or a reply document. */
export type MessageDirection = "inbound" | "outbound-api" | "outbound-reply";

/** Where the moves of a message are posted, and how. */
export interface CallbackTarget {
  readonly url: string;
  readonly method: "GET" | "POST";
}

/** How a message travels; an MMS that was converted travels as SMS. */
export type Transport = "sms" | "mms";

/** What a message costs, as whole millionths of a unit of currency. */
export interface Price {
  /** Without the carrier's fee. */
  readonly amount: number;
  /** What the recipient's carrier takes on top. */
  readonly carrierFee: number;
  /** ISO 4217, such as `USD`. */
  readonly currency: string;
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
  readonly transport: Transport;
  /** What the carrier gets when it is not the body: re-encoded, or with links in place of media. */
  readonly carriedBody: string | null;
  /** When a scheduled message is to go; `null` when it was not scheduled. */
  readonly sendAt: number | null;
  /** An outbound message that is not handed over by then fails with 30036. */
  readonly validUntil: number | null;
  /** The keyword that an inbound message is, by the words of a Messaging Service; default: none. */
  readonly optOutType?: OptOutType | undefined;
  /** The others that an inbound group message went to, in E.164 form; default: nobody. */
  readonly otherRecipients?: readonly string[] | undefined;
  /** What it will cost; `null` until its sender is chosen, and where the price is not known. */
  readonly quote: Price | null;
  /** `null` until it was sent or received, when it failed, and where the price is not known. */
  readonly price: Price | null;
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

/** What a note tells of. */
export type NoteKind =
  /** Which way was chosen, and why. */
  | "route"
  /** What was made of the body or the media. */
  | "content"
  /** A hand-over that did not come to its end. */
  | "attempt"
  /** A receipt that moved nothing. */
  | "receipt"
  /** A keyword of an inbound message, and what was done about it. */
  | "opt-out";

/** What happened to a message beside its moves: appended, never changed. */
export interface MessageNote {
  readonly messageSid: MessageSid;
  readonly kind: NoteKind;
  readonly at: number;
  /** A plain sentence without body or full number. */
  readonly sentence: string;
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

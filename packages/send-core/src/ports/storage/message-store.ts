import type { AccountSid, MediaSid, MessageSid, MessageStatus } from "@repartee/protocol";
import type {
  CallbackDelivery,
  MediaContent,
  Message,
  MessageEvent,
  MessageMedia,
  MessageNote,
  Price,
  Transport,
} from "../../message.ts";
import type { QuotaUse } from "../../rules/slots/quota.ts";
import type { LimitUse } from "../../rules/slots/slot-calendar.ts";
import type { MessageMoved, MessageQuery } from "../../send-core.ts";
import type { MessageUse, UsageQuery } from "../../usage/usage.ts";
import type { ShortLink } from "../directory/short-links.ts";

/** A sender that a message may go from, and what it takes of whose limits then. */
export interface Candidate {
  readonly from: string;
  readonly numSegments: number;
  readonly transport: Transport;
  readonly carriedBody: string | null;
  readonly quote: Price | null;
  readonly limits: readonly LimitUse[];
  readonly quotas: readonly QuotaUse[];
  /** Why it is queued with this sender; of a message that begins as `queued` it follows on its cause. */
  readonly cause: string;
}

/** How a message gets its sender and its slot. */
export interface SlotPlan {
  /** The one with the earliest slot is taken; of equal ones the first. At least one. */
  readonly candidates: readonly Candidate[];
  /** Milliseconds that a message may wait at most. */
  readonly maxWait: number;
  /** Remembers the sender for this recipient of a Messaging Service. */
  readonly sticky: { readonly serviceSid: string; readonly to: string } | null;
  /** What the texts of the candidates link to. */
  readonly links: readonly ShortLink[];
}

/** What a message does after it is stored. */
export type Entry =
  /** It gets its slot; one that is `accepted` moves to `queued` at once. */
  | { readonly kind: "queue"; readonly plan: SlotPlan }
  /** It waits for its time as `scheduled`. */
  | { readonly kind: "schedule"; readonly at: number }
  /** It fails at once: what only comes out after a Messaging Service has taken it. */
  | { readonly kind: "fail"; readonly errorCode: number; readonly cause: string };

/** A message to be taken in, with all that belongs to it. */
export interface Acceptance {
  /** With its first status; `dateCreated` is the time of the reservation. */
  readonly message: Message;
  /** Why it is there, for its first event. */
  readonly cause: string;
  readonly media: readonly MessageMedia[];
  readonly notes: readonly Omit<MessageNote, "messageSid" | "at">[];
  readonly entry: Entry;
  /** Unique within the account. */
  readonly idempotencyKey: string | undefined;
  /** Identifies the payload that the key was given with; default: the key goes with any payload. */
  readonly fingerprint?: string | undefined;
}

/** The message that an idempotency key belongs to. */
export interface Repeated {
  /** As it stands now. */
  readonly message: Message;
  /** Of the payload that it was created with; `null` when none was stored. */
  readonly fingerprint: string | null;
}

/** Why there is no slot. */
export type NoSlot =
  /** The queue is longer than {@link SlotPlan.maxWait}. */
  | { readonly outcome: "full" }
  /** A daily allowance is used up; with its documented code. */
  | { readonly outcome: "capped"; readonly code: number };

export type AcceptResult =
  | {
      readonly outcome: "accepted";
      /** When something is to be done with it next, milliseconds since the epoch. */
      readonly dueAt: number | null;
      /** Its first status, and the move that it made at once, if any. */
      readonly moves: readonly Moved[];
    }
  /** The idempotency key is known. */
  | ({ readonly outcome: "repeated" } & Repeated)
  | NoSlot;

export type QueueResult =
  | { readonly outcome: "queued"; readonly dueAt: number; readonly moved: Moved }
  /** It is not `scheduled` any more. */
  | { readonly outcome: "gone" }
  | NoSlot;

/** A message from a handset, with the bytes of its media. */
export interface StoredArrival {
  readonly message: Message;
  readonly cause: string;
  readonly media: readonly { readonly media: MessageMedia; readonly content: MediaContent }[];
}

/** A move to be made if the message stands where it can be made from. */
export interface Move {
  readonly sid: MessageSid;
  readonly to: MessageStatus;
  readonly at: number;
  readonly cause: string;
  readonly errorCode: number | null;
  /** Becomes the message's `dateSent` when it has none yet. */
  readonly dateSent: number | null;
  /** The message's quote becomes its price; without a quote it is counted, at no price. */
  readonly charge?: boolean | undefined;
  /** Queue a status callback for this move, if the message has a target for it. */
  readonly callback: boolean;
}

/** A move that was made. */
export interface Moved extends MessageMoved {
  /** Where a callback was queued for (see `callbackDestination`); `null` when none was. */
  readonly callbackDestination: string | null;
}

/** Keeps messages, their events and media. Each call is one durable transaction. */
export interface MessageStore {
  /**
   * Stores message, first event and media rows, reserves the slot and queues the message for that
   * time: all of it or nothing. A slot after the validity period is not reserved; the message fails
   * when that is over.
   */
  accept(acceptance: Acceptance): Promise<AcceptResult>;
  /** Queues a `scheduled` message whose time has come. */
  queue(query: {
    readonly sid: MessageSid;
    readonly at: number;
    readonly plan: SlotPlan;
  }): Promise<QueueResult>;
  /** Stores a message from a handset; returns its first event. */
  receive(arrival: StoredArrival): Promise<MessageEvent>;
  /**
   * Makes the moves in order. One that the status machine forbids, or of an unknown message, is left
   * out and `undefined` in the result.
   */
  move(moves: readonly Move[]): Promise<readonly (Moved | undefined)[]>;
  /** Appends notes; those of unknown messages are left out. */
  addNotes(notes: readonly MessageNote[]): Promise<void>;
  /** Keeps the text that the carrier gets in place of the body. */
  carry(sid: MessageSid, carriedBody: string): Promise<void>;
  /** Empties the body. */
  redact(sid: MessageSid, at: number): Promise<Message | undefined>;
  /** Removes the message and everything that belongs to it, its idempotency key too. */
  remove(sid: MessageSid): Promise<void>;
  /** Removes one media item and its bytes; says whether it was there. */
  removeMedia(messageSid: MessageSid, sid: MediaSid): Promise<boolean>;

  message(sid: MessageSid): Promise<Message | undefined>;
  /** The message that the account has sent with this idempotency key. */
  repeated(accountSid: AccountSid, idempotencyKey: string): Promise<Repeated | undefined>;
  /** Newest first; the messages that a page is named by may have been removed. */
  messages(query: MessageQuery): Promise<readonly Message[]>;
  /**
   * Sums by day, direction and kind, over those charged by the day of `dateSent` (an unknown price adds
   * 0), and over outbound
   * ones that failed by that of `dateUpdated` (with an amount of 0). What was removed stays in them.
   */
  usage(query: UsageQuery): Promise<readonly MessageUse[]>;
  /** Messages from or to a handset, oldest first. */
  conversation(handset: string): Promise<readonly Message[]>;
  /** Inbound messages with the status `receiving`, oldest first. */
  receiving(): Promise<readonly Message[]>;
  /** Oldest first. */
  events(sid: MessageSid): Promise<readonly MessageEvent[]>;
  /** Oldest first. */
  notes(sid: MessageSid): Promise<readonly MessageNote[]>;
  /** How many messages of the account are `scheduled`. */
  countScheduled(accountSid: AccountSid): Promise<number>;
  /** The sender that a Messaging Service remembers for a recipient. */
  stickySender(serviceSid: string, to: string): Promise<string | undefined>;
  /** Oldest first. */
  callbackDeliveries(sid: MessageSid): Promise<readonly CallbackDelivery[]>;

  /** In the order of the message. */
  media(sid: MessageSid): Promise<readonly MessageMedia[]>;
  shortLink(token: string): Promise<ShortLink | undefined>;
  mediaContent(messageSid: MessageSid, sid: MediaSid): Promise<MediaContent | undefined>;
  /** Keeps the fetched bytes of an outbound item. */
  saveMediaContent(messageSid: MessageSid, sid: MediaSid, content: MediaContent): Promise<void>;
}

import type { MediaSid, MessageSid, MessageStatus } from "@repartee/protocol";
import type {
  CallbackDelivery,
  MediaContent,
  Message,
  MessageEvent,
  MessageMedia,
} from "../message.ts";
import type { MessageMoved, MessageQuery } from "../send-core.ts";

/** A place in a sender's queue to be reserved. */
export interface SlotRequest {
  /** The queue: one theoretical arrival time is kept for each key. */
  readonly key: string;
  /** Milliseconds that the message occupies its sender; may be fractional. */
  readonly cost: number;
  /** Milliseconds that a message may wait at most. */
  readonly maxWait: number;
}

/** A message to be taken in, with all that belongs to it. */
export interface Acceptance {
  /** With its first status; `dateCreated` is the time of the reservation. */
  readonly message: Message;
  /** Why it is there, for its first event. */
  readonly cause: string;
  readonly media: readonly MessageMedia[];
  readonly slot: SlotRequest;
  /** Unique within the account. */
  readonly idempotencyKey: string | undefined;
}

export type AcceptResult =
  | {
      readonly outcome: "accepted";
      /** When its slot comes, milliseconds since the epoch. */
      readonly dueAt: number;
      readonly event: MessageEvent;
    }
  /** The idempotency key is known: its message as it stands now. */
  | { readonly outcome: "repeated"; readonly message: Message }
  /** The sender's queue is longer than {@link SlotRequest.maxWait}. */
  | { readonly outcome: "full" };

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
   * time: all of it or nothing.
   */
  accept(acceptance: Acceptance): Promise<AcceptResult>;
  /** Stores a message from a handset; returns its first event. */
  receive(arrival: StoredArrival): Promise<MessageEvent>;
  /**
   * Makes the moves in order. One that the status machine forbids, or of an unknown message, is left
   * out and `undefined` in the result.
   */
  move(moves: readonly Move[]): Promise<readonly (Moved | undefined)[]>;

  message(sid: MessageSid): Promise<Message | undefined>;
  messages(query: MessageQuery): Promise<readonly Message[]>;
  /** Messages from or to a handset, oldest first. */
  conversation(handset: string): Promise<readonly Message[]>;
  /** Inbound messages with the status `receiving`, oldest first. */
  receiving(): Promise<readonly Message[]>;
  /** Oldest first. */
  events(sid: MessageSid): Promise<readonly MessageEvent[]>;
  /** Oldest first. */
  callbackDeliveries(sid: MessageSid): Promise<readonly CallbackDelivery[]>;

  /** In the order of the message. */
  media(sid: MessageSid): Promise<readonly MessageMedia[]>;
  mediaContent(messageSid: MessageSid, sid: MediaSid): Promise<MediaContent | undefined>;
  /** Keeps the fetched bytes of an outbound item. */
  saveMediaContent(messageSid: MessageSid, sid: MediaSid, content: MediaContent): Promise<void>;
}

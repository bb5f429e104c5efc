import type { AccountSid, MediaSid, MessageSid, MessageStatus } from "@repartee/protocol";
import type {
  CallbackDelivery,
  CallbackTarget,
  MediaContent,
  Message,
  MessageDirection,
  MessageEvent,
  MessageMedia,
  MessageNote,
  NoteKind,
} from "./message.ts";
import type { HandsetCopies } from "./ports/storage/handset-copies.ts";
import type { OptOutList } from "./ports/storage/opt-out-list.ts";
import type { Refusal } from "./refusal.ts";
import type { Usage, UsageQuery } from "./usage/usage.ts";

/** What is to be sent. */
export interface SendRequest {
  readonly accountSid: AccountSid;
  readonly direction: Exclude<MessageDirection, "inbound">;
  /** Empty when a Messaging Service is to choose. */
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  readonly statusCallback?: CallbackTarget | undefined;
  readonly messagingServiceSid?: string | undefined;
  /** Seconds that the message may wait within the platform, 1 to 36000. Default: 36000. */
  readonly validityPeriod?: number | undefined;
  /** `fixed` with {@link sendAt}; needs a Messaging Service. */
  readonly scheduleType?: string | undefined;
  /** Milliseconds since the epoch; NaN for what is no time. */
  readonly sendAt?: number | undefined;
  /** Replaces characters outside of GSM-7 by look-alikes. Default: what the service says. */
  readonly smartEncoded?: boolean | undefined;
  /** Sends a text as one MMS. */
  readonly sendAsMms?: boolean | undefined;
  /** A second request with the same key returns the first one's message and sends nothing. */
  readonly idempotencyKey?: string | undefined;
  /**
   * Identifies the payload, such as its hash: a request with the same key and another fingerprint is
   * refused with 20422. Default: any payload goes with the key.
   */
  readonly fingerprint?: string | undefined;
  /** The message is kept, and fails at once for this; it goes nowhere. Default: it is sent. */
  readonly failure?: Omit<Refusal, "ok"> | undefined;
}

export type SendResult = { readonly ok: true; readonly message: Message } | Refusal;

export type ChangeResult = SendResult;

/** One line of a message's story. */
export interface TimelineEntry {
  readonly at: number;
  readonly kind: "move" | NoteKind | "callback" | "price";
  /** A plain sentence without body or full number. */
  readonly sentence: string;
  /** The status that it moved to, with `move`. */
  readonly status: MessageStatus | null;
  readonly errorCode: number | null;
}

/** A message that came from a handset. */
export interface InboundArrival {
  readonly accountSid: AccountSid;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly MediaContent[];
  /** The others that a group message went to, in E.164 form. Default: nobody. */
  readonly otherRecipients?: readonly string[] | undefined;
}

/** Which messages of one account to list; newest first. */
export interface MessageQuery {
  readonly accountSid: AccountSid;
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  /** Inclusive, milliseconds since the epoch, compared with `dateSent`. */
  readonly sentFrom?: number | undefined;
  /** Exclusive, milliseconds since the epoch, compared with `dateSent`. */
  readonly sentBefore?: number | undefined;
  /** At most this many, 1 to 1000. */
  readonly limit: number;
  /** Continue after this message of the page before. */
  readonly after?: MessageSid | undefined;
  /** The nearest ones before (newer than) this message of the page after; still newest first. */
  readonly before?: MessageSid | undefined;
}

/** A message has made a move; `message` is how it stands after it. */
export interface MessageMoved {
  readonly message: Message;
  readonly event: MessageEvent;
}

/** From accepted to delivered. Nothing is acknowledged before it is on disk. */
export interface SendCore extends HandsetCopies {
  /** Accepts a message: validates, reserves its sender's slot, stores and queues it in one transaction. */
  send(request: SendRequest): Promise<SendResult>;

  /** Cancels a scheduled message; refused with 30409 when it is not scheduled any more. */
  cancel(accountSid: AccountSid, sid: MessageSid): Promise<ChangeResult>;
  /** Empties the body; refused with 20009 before the message has ended. */
  redact(accountSid: AccountSid, sid: MessageSid): Promise<ChangeResult>;
  /** Deletes a message with its media; refused with 20009 before it has ended. */
  remove(accountSid: AccountSid, sid: MessageSid): Promise<ChangeResult>;
  /** Deletes one media item; `false` when there is none. */
  removeMedia(messageSid: MessageSid, sid: MediaSid): Promise<boolean>;
  /** Everything that happened to a message, in plain sentences with codes, oldest first. */
  explain(accountSid: AccountSid, sid: MessageSid): Promise<readonly TimelineEntry[] | undefined>;

  /** Who has opted out of what. */
  readonly optOuts: OptOutList;
  /** Whether a message to one of our numbers is a keyword of opt-out: it must not be dropped. */
  isKeyword(message: Pick<InboundArrival, "from" | "to" | "body">): Promise<boolean>;

  /**
   * Stores a message from a handset, as `receiving`. One that is a keyword of opt-out has been heeded
   * and answered then.
   */
  receive(arrival: InboundArrival): Promise<Message>;
  /** Moves an inbound message on to `received`: its webhook has been called. */
  received(sid: MessageSid): Promise<void>;
  /** Inbound messages still `receiving`: those a crash has interrupted. */
  receiving(): Promise<readonly Message[]>;

  message(accountSid: AccountSid, sid: MessageSid): Promise<Message | undefined>;
  messages(query: MessageQuery): Promise<readonly Message[]>;
  /** What the messages of some days have cost. */
  usage(query: UsageQuery): Promise<Usage>;
  /** All that one handset has sent or been sent, oldest first. */
  conversation(handset: string): Promise<readonly Message[]>;
  events(sid: MessageSid): Promise<readonly MessageEvent[]>;
  notes(sid: MessageSid): Promise<readonly MessageNote[]>;
  callbacks(sid: MessageSid): Promise<readonly CallbackDelivery[]>;
  media(sid: MessageSid): Promise<readonly MessageMedia[]>;
  /** What a short link leads to; `undefined` when there is none, or it has expired. */
  linkedMedia(token: string): Promise<MessageMedia | undefined>;
  mediaContent(messageSid: MessageSid, sid: MediaSid): Promise<MediaContent | undefined>;

  /** Calls the listener at each move, after it is on disk. Returns how to stop that. */
  subscribe(listener: (moved: MessageMoved) => void): () => void;
  /** Resolves once the message has this status, or has ended otherwise (then with that message). */
  reached(sid: MessageSid, status: MessageStatus): Promise<Message>;

  /** Takes up what an earlier run has left, and begins to dispatch. */
  start(): Promise<void>;
  /** Stops taking work and waits for what is under way. */
  close(): Promise<void>;
}

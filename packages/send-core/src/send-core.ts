import type { AccountSid, MediaSid, MessageSid, MessageStatus } from "@repartee/protocol";
import type {
  CallbackDelivery,
  CallbackTarget,
  MediaContent,
  Message,
  MessageDirection,
  MessageEvent,
  MessageMedia,
} from "./message.ts";

/** What is to be sent. */
export interface SendRequest {
  readonly accountSid: AccountSid;
  readonly direction: Exclude<MessageDirection, "inbound">;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  readonly statusCallback?: CallbackTarget | undefined;
  /** A second request with the same key returns the first one's message and sends nothing. */
  readonly idempotencyKey?: string | undefined;
}

/** A request that was refused, with its documented code. */
export interface Refusal {
  readonly ok: false;
  readonly code: number;
  /** What was expected and what came. */
  readonly sentence: string;
}

export type SendResult = { readonly ok: true; readonly message: Message } | Refusal;

/** A message that came from a handset. */
export interface InboundArrival {
  readonly accountSid: AccountSid;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly MediaContent[];
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
}

/** A message has made a move; `message` is how it stands after it. */
export interface MessageMoved {
  readonly message: Message;
  readonly event: MessageEvent;
}

/** From accepted to delivered. Nothing is acknowledged before it is on disk. */
export interface SendCore {
  /** Accepts a message: validates, reserves its sender's slot, stores and queues it in one transaction. */
  send(request: SendRequest): Promise<SendResult>;

  /** Stores a message from a handset, as `receiving`. */
  receive(arrival: InboundArrival): Promise<Message>;
  /** Moves an inbound message on to `received`: its webhook has been called. */
  received(sid: MessageSid): Promise<void>;
  /** Inbound messages still `receiving`: those a crash has interrupted. */
  receiving(): Promise<readonly Message[]>;

  message(accountSid: AccountSid, sid: MessageSid): Promise<Message | undefined>;
  messages(query: MessageQuery): Promise<readonly Message[]>;
  /** All that one handset has sent or been sent, oldest first. */
  conversation(handset: string): Promise<readonly Message[]>;
  events(sid: MessageSid): Promise<readonly MessageEvent[]>;
  callbacks(sid: MessageSid): Promise<readonly CallbackDelivery[]>;
  media(sid: MessageSid): Promise<readonly MessageMedia[]>;
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

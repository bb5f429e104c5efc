import type { AccountSid, MessageSid } from "@repartee/protocol";
import type { MediaContent, Message, Refusal } from "@repartee/send-core";
import type { Exchange, ExchangeKind, ExchangeRequest, ExchangeSid } from "./exchange/exchange.ts";
import type { NoticeInput } from "./exchange/exchange-draft.ts";

/** A message on its way from a handset to one of our numbers. */
export interface HandsetMessage {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly MediaContent[];
  /** The others that a group message went to, in E.164 form. Default: nobody. */
  readonly otherRecipients?: readonly string[] | undefined;
}

export type ReceiveResult =
  | { readonly ok: true; readonly message: Message; readonly exchangeSid: ExchangeSid }
  | Refusal;

/** An exchange that did not begin with a handset's accepted message, to be shown all the same. */
export interface RecordedExchange {
  readonly kind: Exclude<ExchangeKind, "reply">;
  readonly accountSid?: AccountSid | undefined;
  readonly messageSid?: Message["sid"] | undefined;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly numMedia: number;
  readonly request?: ExchangeRequest | undefined;
  /** Why it was refused. */
  readonly refusal?: { readonly code: number; readonly sentence: string } | undefined;
}

/** Plays the platform for inbound messages: asks the app, runs its answer. */
export interface Runtime {
  /**
   * Takes a message in. Resolves once it is stored; the app is asked after that, and the outcome
   * is in the exchange. A message that breaks a limit is refused and recorded as an exchange.
   */
  receive(message: HandsetMessage): Promise<ReceiveResult>;
  /** Keeps an exchange that happened elsewhere: a call of the REST API, a refused upload. */
  record(exchange: RecordedExchange): Promise<Exchange>;
  /**
   * Adds a notice to the exchange of an inbound message, also after the exchange has ended. Does nothing
   * for a message that is not among the last 200.
   */
  note(messageSid: MessageSid, notice: NoticeInput): Promise<void>;
  exchange(sid: ExchangeSid): Promise<Exchange | undefined>;
  /** Newest first. */
  exchanges(query: {
    readonly limit: number;
    readonly before?: number | undefined;
  }): Promise<readonly Exchange[]>;
  /** Calls the listener whenever an exchange has changed. Returns how to stop that. */
  subscribe(listener: (exchange: Exchange) => void): () => void;
  /** Resolves with the exchange once it has finished. */
  finished(sid: ExchangeSid): Promise<Exchange>;
  /** Takes up inbound messages that a crash has interrupted. */
  start(): Promise<void>;
  /**
   * Takes no more in, waits a moment for what is under way, then breaks it off: it is taken up again
   * at the next start.
   */
  close(): Promise<void>;
}

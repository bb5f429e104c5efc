// What the emulator's API answers, as JSON. The page imports these types too: no other file has them.

/** A message as its handset sees it. */
export interface PhoneMessage {
  readonly sid: string;
  /** Seen from the handset. */
  readonly direction: "sent" | "received";
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly PhoneMedia[];
  /** The others that a group message went to. */
  readonly other_recipients: readonly string[];
  readonly status: string;
  /** ISO 8601. */
  readonly date: string;
}

/** One media item; the URL is a path of this server. */
export interface PhoneMedia {
  readonly url: string;
  readonly content_type: string;
  /** Bytes. */
  readonly size: number;
}

/** The answer to a message that was taken in. */
export interface SentFromPhone extends PhoneMessage {
  readonly exchange_sid: string;
}

/** A handset that has sent or been sent something. */
export interface Phone {
  readonly number: string;
  /** ISO 8601. */
  readonly last_message_at: string;
}

/** How a handset is: the answer to asking, what to ask for, and the data of the live event `phone`. */
export interface PhoneState {
  readonly number: string;
  /** Messages to it end as undelivered, with 30003. */
  readonly switched_off: boolean;
}

/** A number of the account. */
export interface AccountNumber {
  readonly number: string;
  readonly sms: boolean;
  readonly mms: boolean;
  /** `null`: messages to it are kept, and nobody is asked. */
  readonly webhook_url: string | null;
  readonly webhook_method: "GET" | "POST" | null;
}

/** What the page has to know about the platform that it shows. */
export interface EmulatorConfig {
  readonly account_sid: string;
  readonly webhook_url: string | null;
  /** Of the app that a command has started; `null`: no command has. */
  readonly app_status: "starting" | "listening" | "ended" | null;
  readonly numbers: readonly AccountNumber[];
  readonly limits: {
    readonly body_characters: number;
    readonly media: number;
    readonly message_bytes: number;
  };
}

/** How an exchange stands: the worst of its notices and of what became of its messages. */
export type ExchangeState = "running" | "ok" | "warning" | "error";

/** All that happened about one message. Times are ISO 8601. */
export interface ExchangeView {
  readonly sid: string;
  readonly kind: "reply" | "api" | "refused";
  readonly state: ExchangeState;
  readonly message_sid: string | null;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly num_media: number;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly requests: readonly RequestView[];
  readonly verbs: readonly VerbView[];
  readonly notices: readonly NoticeView[];
  /** The message it is about, then those that it made. */
  readonly messages: readonly MessageView[];
}

export type NameAndValue = readonly [name: string, value: string];

export interface RequestView {
  readonly cause:
    | "webhook"
    | "http-redirect"
    | "redirect"
    | "action"
    | "fallback"
    | "callback"
    | "api";
  readonly method: string;
  readonly url: string;
  readonly headers: readonly NameAndValue[];
  readonly params: readonly NameAndValue[];
  readonly signed_string: string | null;
  readonly started_at: string;
  readonly duration_ms: number;
  readonly response: ResponseView | null;
}

export interface ResponseView {
  readonly status: number;
  readonly headers: readonly NameAndValue[];
  readonly body: string;
}

export interface VerbView {
  /** Index into the exchange's requests. */
  readonly request: number;
  readonly kind: string;
  readonly outcome: "ran" | "skipped" | "refused";
  readonly sentence: string;
  readonly message_sid: string | null;
}

export interface NoticeView {
  readonly at: string;
  readonly level: "error" | "warning";
  readonly code: number;
  readonly title: string;
  readonly sentence: string;
  readonly advice: string;
  readonly more_info: string;
  readonly request: number | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** A message with its history, for the inspector. */
export interface MessageView {
  readonly sid: string;
  readonly direction: "inbound" | "outbound-api" | "outbound-reply";
  readonly from: string | null;
  readonly to: string;
  readonly body: string;
  readonly media: readonly MediaView[];
  readonly status: string;
  readonly error: CodeView | null;
  readonly status_callback: string | null;
  readonly date_created: string;
  readonly history: readonly StatusView[];
  readonly callbacks: readonly CallbackView[];
  /** What happened beside moves and callbacks: how it was routed and re-encoded, attempts, the price. */
  readonly notes: readonly StoryLine[];
}

/** One line of a message's story. */
export interface StoryLine {
  /** ISO 8601. */
  readonly at: string;
  readonly kind:
    | "move"
    | "route"
    | "content"
    | "attempt"
    | "receipt"
    | "opt-out"
    | "callback"
    | "price";
  readonly sentence: string;
  readonly code: number | null;
}

/** Everything that happened to a message, oldest first. */
export interface Story {
  readonly story: readonly StoryLine[];
}

export interface MediaView {
  readonly sid: string;
  readonly url: string;
  /** `null` until it has been fetched. */
  readonly content_type: string | null;
  readonly size: number | null;
  readonly source_url: string | null;
}

export interface StatusView {
  readonly status: string;
  readonly at: string;
  readonly cause: string;
  readonly error: CodeView | null;
}

export interface CallbackView {
  readonly status: string;
  readonly url: string;
  readonly attempt: number;
  readonly at: string;
  readonly http_status: number | null;
  readonly error: CodeView | null;
}

/** A documented code and what it means. */
export interface CodeView {
  readonly code: number;
  readonly title: string;
  readonly advice: string;
  readonly more_info: string;
}

/** The answer to a request that was refused. */
export interface Problem {
  readonly code: number;
  readonly message: string;
  readonly more_info: string;
  readonly status: number;
}

/** Data of the live event `message`: a message has moved. */
export interface MessageMovedEvent {
  readonly sid: string;
  readonly direction: MessageView["direction"];
  readonly from: string | null;
  readonly to: string;
  readonly status: string;
  readonly at: string;
}

/** Data of the live event `exchange`: an exchange has changed; fetch it to see how. */
export interface ExchangeChangedEvent {
  readonly sid: string;
  readonly kind: ExchangeView["kind"];
  readonly from: string;
  readonly to: string;
  readonly finished: boolean;
}

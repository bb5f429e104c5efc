import type { AccountSid, ErrorLevel, MessageSid, Sid } from "@repartee/protocol";

export type ExchangeSid = Sid<"EX">;

/**
 * What set an exchange off: `reply`, a message from a handset that the app was asked about;
 * `api`, a call that creates a message; `refused`, a handset's message that never got in.
 */
export type ExchangeKind = "reply" | "api" | "refused";

/** All that happened about one message, for the inspector. Times are milliseconds since the epoch. */
export interface Exchange {
  readonly sid: ExchangeSid;
  /** `null` when a message was refused before it was known whose it is. */
  readonly accountSid: AccountSid | null;
  readonly kind: ExchangeKind;
  /** The inbound message of a `reply`, the created one of an `api` call, else `null`. */
  readonly messageSid: MessageSid | null;
  /** The Messaging Service that the message belongs to. */
  readonly messagingServiceSid?: Sid<"MG"> | undefined;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly numMedia: number;
  readonly startedAt: number;
  /** `null` while it is running. */
  readonly finishedAt: number | null;
  /** Requests to the app in order; for `api` the one request from it. */
  readonly requests: readonly ExchangeRequest[];
  readonly verbs: readonly VerbRun[];
  readonly notices: readonly Notice[];
}

/** Why a request was made: mostly for a document; `callback` tells of a status. */
export type RequestCause =
  | "webhook"
  | "http-redirect"
  | "redirect"
  | "action"
  | "fallback"
  | "callback"
  | "api";

/** One HTTP request and its answer. */
export interface ExchangeRequest {
  readonly cause: RequestCause;
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly params: readonly (readonly [string, string])[];
  /** Where it would leave the platform; set when the URL's fragment chooses. */
  readonly edge?: string | undefined;
  /** The exact string that was signed; `null` for a request that carries no signature. */
  readonly signedString: string | null;
  readonly startedAt: number;
  readonly durationMs: number;
  /** `null` when no answer came. */
  readonly response: ExchangeResponse | null;
}

export interface ExchangeResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** The text as far as it was read: 64 kB at most. */
  readonly body: string;
}

/** What became of one verb. */
export interface VerbRun {
  /** Index into {@link Exchange.requests} of the document that holds it. */
  readonly request: number;
  /** `message`, `redirect`, or the name of an own verb. */
  readonly kind: string;
  readonly outcome: "ran" | "skipped" | "refused";
  /** What it did, or why it did not, as a plain sentence. */
  readonly sentence: string;
  /** The message it made. */
  readonly messageSid: MessageSid | null;
}

/** A warning or an error with its documented code. */
export interface Notice {
  readonly at: number;
  readonly level: ErrorLevel;
  readonly code: number;
  /** What happened. */
  readonly sentence: string;
  /** What to do about it. */
  readonly advice: string;
  /** Index into {@link Exchange.requests}, when one of them is the cause. */
  readonly request: number | null;
  readonly line: number | null;
  readonly column: number | null;
}

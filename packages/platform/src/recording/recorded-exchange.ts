import { isAddress } from "../config/number-config.ts";

/** One media item: its bytes are kept beside the recording, under their hash. */
export interface RecordedMedia {
  readonly type: string;
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string;
}

/** One request to the app, or to the API, and its answer. */
export interface RecordedRequest {
  /** Why it was made: `webhook`, `redirect`, `fallback`, `http-redirect` or `api`. */
  readonly cause: string;
  readonly method: string;
  readonly url: string;
  readonly params: Readonly<Record<string, string>>;
  /** `null` when none came; its body only when it comes from the app. */
  readonly answer: {
    readonly status: number;
    readonly type: string;
    readonly body?: string | undefined;
  } | null;
}

/** A message that the app has sent, as it was handed over. */
export interface RecordedMessage {
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly RecordedMedia[];
  /** The code with which it failed before it was handed over. */
  readonly error?: number | undefined;
}

/**
 * One exchange as it is kept. What differs from run to run stands there by its name: `{MessageSid}`,
 * `{MediaSid0}`, `{AccountSid}`, `{Platform}` and `{App}` (their origins). Tokens are never in it.
 */
export interface RecordedExchange {
  /** `reply`, a message of a handset that the app was asked about; `api`, a call that creates a message. */
  readonly kind: "reply" | "api";
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly media: readonly RecordedMedia[];
  /** The others that a group message of a handset went to. */
  readonly otherRecipients?: readonly string[] | undefined;
  readonly requests: readonly RecordedRequest[];
  readonly messages: readonly RecordedMessage[];
  /** Warnings and errors. */
  readonly notices: readonly { readonly code: number; readonly sentence: string }[];
}

/** What happened in one run of `repartee dev --record`, in the order in which it began. */
export interface Recording {
  readonly exchanges: readonly RecordedExchange[];
  /** The bytes of a media item, by its hash. */
  media(item: RecordedMedia): Promise<Uint8Array>;
}

/** The senders of the account that a recording needs. */
export function recordedNumbers({ exchanges }: Recording): readonly string[] {
  const ours = exchanges.flatMap(({ kind, from, to, messages }) => [
    ...(kind === "reply" ? [to] : [from]),
    ...messages.map((message) => message.from),
  ]);
  // A call that was refused may have named anything.
  return [...new Set(ours)].filter(isAddress);
}

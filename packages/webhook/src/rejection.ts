import { type FormPairs, signatureBase, signedUrl } from "@repartee/protocol";
import { log } from "./log.ts";

/** A request that was answered with 403, for a log. Token, message and phone numbers are not in it. */
export interface Rejection {
  readonly reason:
    | "signature_missing"
    | "signature_invalid"
    | "url_unknown"
    | "body_unsigned"
    /** A parameter that decides, such as `AccountSid`, is sent more than once with different values. */
    | "fields_contradict";
  /**
   * The string that the signature should cover, up to 4,000 characters, with everything that a person
   * wrote or is withheld. Only the URL when the body was not read; empty without a URL.
   */
  readonly signedString: string;
  /** The usual causes. */
  readonly hints: readonly string[];
}

/** Characters of a signed string in a log: what an unsigned request contains must not fill a disk. */
const MAX_SHOWN = 4_000;

/** Describes a request that was answered with 403. */
export function rejection(
  reason: Rejection["reason"],
  url: string | undefined,
  form: FormPairs,
  hints: readonly string[],
): Rejection {
  return { reason, signedString: url === undefined ? "" : shortened(withheld(url, form)), hints };
}

/** Logs a rejection: what happens to it when there is no `onRejected`. */
export function logRejection({ reason, signedString, hints }: Rejection): void {
  const lines = [
    `Answered a webhook request with 403 (${reason}).`,
    signedString && `Signed: ${signedString}`,
    ...hints,
  ];
  log.warn(
    lines
      .filter((line) => line !== "")
      .map(onOneLine)
      .join("\n  "),
  );
}

// A parameter's name may contain a line break: an unsigned request must not write lines of a log.
function onOneLine(text: string): string {
  return text.replace(/\p{Control}/gu, (character) => JSON.stringify(character).slice(1, -1));
}

function shortened(text: string): string {
  const left = text.length - MAX_SHOWN;
  return left <= 0 ? text : `${text.slice(0, MAX_SHOWN)}… (${left} more characters)`;
}

/** What is known of a request whose signature is wrong. */
interface SignatureFacts {
  /** How many auth tokens were tried. */
  readonly tokens: number;
  readonly isEmptyPost: boolean;
  /** The header Content-Encoding. */
  readonly encoding: string | undefined;
}

/** What most often makes a signature wrong. */
export function signatureHints(
  url: string,
  { tokens, isEmptyPost, encoding }: SignatureFacts,
): readonly string[] {
  if (tokens === 0) return ["No auth token is configured for this account."];
  // Without user info: a password in the URL must not reach a log.
  const [address = ""] = signedUrl(url).split("?", 1);
  return [
    ...(encoding
      ? [
          `The body has Content-Encoding ${shortened(encoding)}: Twilio signs and sends it uncompressed.`,
        ]
      : []),
    ...(isEmptyPost
      ? ["The body is empty: something before this handler may have read it."]
      : ["Nothing before this handler may change the body."]),
    `Twilio must be configured with exactly ${shortened(address)}: same scheme (http or https), host, port and path prefix.`,
    "A proxy may have re-sorted or re-encoded the query: let publicUrl be a function that returns the configured URL.",
    "The auth token must be the primary one of the account in AccountSid.",
  ];
}

// All others may be a person's words or number, or a secret of the app in the query.
const harmless =
  /^(AccountSid|ApiVersion|ErrorCode|EventType|MediaContentType\d+|MessageSid|MessageStatus|MessageType|MessagingServiceSid|NumMedia|NumSegments|OptOutType|ReferralNumMedia|SmsMessageSid|SmsSid|SmsStatus|bodySHA256)$/;

function withheld(url: string, form: FormPairs): string {
  const start = url.indexOf("?");
  const fields = form.map(([name, value]) => [name, hidden(name, value)] as const);
  if (start < 0) return signatureBase(url, fields);
  // By hand, so that the encoding and order of what is shown stay as they were signed; and without a
  // regular expression, because the query is as long as the sender likes.
  const query = url
    .slice(start + 1)
    .split("&")
    .map(shownPart);
  return signatureBase(`${url.slice(0, start)}?${query.join("&")}`, fields);
}

function shownPart(part: string): string {
  const equals = part.indexOf("=");
  // A part without a value may be a secret: `?hunter2`.
  if (equals < 0) return hidden(part, part);
  const name = part.slice(0, equals);
  return `${name}=${hidden(name, part.slice(equals + 1))}`;
}

function hidden(name: string, value: string): string {
  return value === "" || harmless.test(name) ? value : `[${value.length} characters]`;
}

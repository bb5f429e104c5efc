import { type FormPairs, signatureBase } from "@repartee/protocol";
import { log } from "./log.ts";

/** A request that was turned away, for a log. Token, message and numbers are not in it. */
export interface Rejection {
  readonly reason: "signature_missing" | "signature_invalid" | "url_unknown" | "body_unsigned";
  /** The string that was signed here, with what a person wrote or is withheld; empty without a URL. */
  readonly signedString: string;
  /** What is most often the cause. */
  readonly hints: readonly string[];
}

/** Describes a request that was turned away. */
export function rejection(
  reason: Rejection["reason"],
  url: string | undefined,
  form: FormPairs,
  hints: readonly string[],
): Rejection {
  return { reason, signedString: url === undefined ? "" : withheld(url, form), hints };
}

/** Logs a rejection: what happens to it when there is no `onRejected`. */
export function logRejection({ reason, signedString, hints }: Rejection): void {
  log.warn(
    [
      `Webhook turned away with 403 (${reason}).`,
      signedString && `Signed: ${signedString}`,
      ...hints,
    ]
      .filter((line) => line !== "")
      .join("\n  "),
  );
}

/** What most often makes a signature wrong. */
export function signatureHints(
  url: string,
  { tokens, isEmptyPost }: { readonly tokens: number; readonly isEmptyPost: boolean },
): readonly string[] {
  if (tokens === 0) return ["There is no auth token for this account."];
  return [
    ...(isEmptyPost
      ? ["The body is empty: something before this handler may have read it."]
      : ["Nothing before this handler may change the body."]),
    `The platform must be configured with exactly ${url.replace(/\?.*$/s, "")}: same scheme (http or https), host, port and path prefix.`,
    "A proxy may have re-sorted or re-encoded the query: let publicUrl be a function that returns the configured URL.",
    "The auth token must be the primary one of the account in AccountSid.",
  ];
}

// All others may be a person's words or number, or a secret of the app's own in the query.
const harmless =
  /^(AccountSid|ApiVersion|ErrorCode|EventType|MediaContentType\d+|MessageSid|MessageStatus|MessageType|MessagingServiceSid|NumMedia|NumSegments|OptOutType|ReferralNumMedia|SmsMessageSid|SmsSid|SmsStatus|bodySHA256)$/;

function withheld(url: string, form: FormPairs): string {
  const [address = "", query] = url.split("?", 2);
  // By hand, so that the encoding and order of what is shown stay as they were signed.
  const shown = query?.replace(/([^&=]*)=([^&]*)/g, (_, name: string, value: string) => {
    return `${name}=${hidden(name, value)}`;
  });
  const fields = form.map(([name, value]) => [name, hidden(name, value)] as const);
  return signatureBase(shown === undefined ? address : `${address}?${shown}`, fields);
}

function hidden(name: string, value: string): string {
  return value === "" || harmless.test(name) ? value : `[${value.length} characters]`;
}

import type { AccountSid, Sid } from "@repartee/protocol";

/** The kinds of sender: they differ in rate, reach and rules. */
export type SenderType = "long-code" | "toll-free" | "short-code" | "alphanumeric";

/** What the app has configured for messages to a number. */
export interface NumberWebhook {
  readonly url: string;
  readonly method: "GET" | "POST";
  /** Asked once when the first URL cannot be fetched or its document cannot be run. */
  readonly fallbackUrl?: string | undefined;
  readonly fallbackMethod?: "GET" | "POST" | undefined;
}

/** A sender that an account owns. */
export interface Sender {
  readonly sid: Sid<"PN" | "SC" | "AI">;
  readonly accountSid: AccountSid;
  /** E.164, short code or alphanumeric ID. */
  readonly address: string;
  readonly type: SenderType;
  /** ISO 3166-1, upper case. Default: the number's own; of short codes the United States. */
  readonly country?: string | undefined;
  /** Countries that an alphanumeric sender is registered in, or a toll-free number verified for. */
  readonly registeredIn?: readonly string[] | undefined;
  readonly sms: boolean;
  readonly mms: boolean;
  /** The registered campaign of a long code; `undefined` when it has none. */
  readonly campaign?: string | undefined;
  /** `undefined`: messages to it are kept, and nobody is asked. */
  readonly webhook: NumberWebhook | undefined;
}

/** Knows the senders. */
export interface SenderDirectory {
  find(address: string): Promise<Sender | undefined>;
  list(): Promise<readonly Sender[]>;
}

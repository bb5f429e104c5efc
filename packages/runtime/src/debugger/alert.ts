import type { AccountSid, ErrorLevel, MessageSid, Sid } from "@repartee/protocol";
import type { ExchangeRequest, ExchangeSid } from "../exchange/exchange.ts";

export type AlertSid = Sid<"NO">;

/** One warning or error, as the debugger keeps it. Times are milliseconds since the epoch. */
export interface Alert {
  readonly sid: AlertSid;
  readonly accountSid: AccountSid;
  readonly at: number;
  readonly level: ErrorLevel;
  /** The documented code, such as 11200. */
  readonly code: number;
  /** What happened, as a plain sentence. */
  readonly sentence: string;
  /** What to do about it; may be empty. */
  readonly advice: string;
  /** The message that it is about; `null` when there is none. */
  readonly resourceSid: MessageSid | null;
  /** The Messaging Service that the message belongs to. */
  readonly serviceSid: Sid<"MG"> | null;
  /** The exchange in which it happened; `null` for a status callback. */
  readonly exchangeSid: ExchangeSid | null;
  /** The request to the app with its answer; `null` when none is the cause. */
  readonly request: ExchangeRequest | null;
  /** Where in the document, from 1; `null` when it is not about a place in one. */
  readonly line: number | null;
  readonly column: number | null;
}

/** What an alert says in the debugger and to its webhook: what happened, and what to do. */
export function alertText({ sentence, advice }: Pick<Alert, "sentence" | "advice">): string {
  return advice === "" ? sentence : `${sentence} ${advice}`;
}

import { z } from "zod";
import { type Address, parseAddress } from "./address.ts";
import type { FormPairs } from "./form.ts";
import { canMove, isMessageStatus, type MessageStatus } from "./message-status.ts";
import { ReparteeError } from "./repartee-error.ts";
import { type AccountSid, isMessageSid, isSid, type MessageSid, type Sid } from "./sid.ts";

/** A move of an outbound message, as a status callback tells of it. */
export interface StatusEvent {
  readonly messageSid: MessageSid;
  readonly accountSid: AccountSid;
  readonly messagingServiceSid: Sid<"MG"> | undefined;
  readonly from: Address;
  readonly to: Address;
  readonly status: MessageStatus;
  /** Set with `failed` and `undelivered`. */
  readonly errorCode: number | undefined;
  /** Every parameter as it came. */
  readonly params: FormPairs;
}

const wire = z.object({
  MessageSid: z.string().refine(isMessageSid),
  AccountSid: z.string().refine((value) => isSid(value, "AC")),
  MessageStatus: z.string().refine(isMessageStatus),
  From: z.string().default(""),
  To: z.string().min(1),
  ErrorCode: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .optional(),
});

/**
 * Reads the parameters of a status callback.
 *
 * @throws ReparteeError `status_invalid` that names each missing or malformed parameter.
 */
export function parseStatusEvent(params: FormPairs): StatusEvent {
  const fields = new Map(params);
  const parsed = wire.safeParse(Object.fromEntries(fields));
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new ReparteeError(
      "status_invalid",
      `Missing or malformed in the status callback: ${names.join(", ")}.`,
      { details: { parameters: names } },
    );
  }
  const service = fields.get("MessagingServiceSid");
  return {
    messageSid: parsed.data.MessageSid,
    accountSid: parsed.data.AccountSid,
    messagingServiceSid: isSid(service, "MG") ? service : undefined,
    from: parseAddress(parsed.data.From),
    to: parseAddress(parsed.data.To),
    status: parsed.data.MessageStatus,
    errorCode: parsed.data.ErrorCode,
    params,
  };
}

const order: readonly MessageStatus[] = ["accepted", "scheduled", "queued", "sending", "sent"];

/**
 * Is this status news, when that one was the last known? Callbacks arrive in any order and twice:
 * only what lies further along a message's life is newer.
 */
export function isNewerStatus(status: MessageStatus, known: MessageStatus): boolean {
  if (status === known) return false;
  if (canMove(known, status)) return true;
  const [from, to] = [order.indexOf(known), order.indexOf(status)];
  // Statuses in between may never be told of: from queued straight to delivered is news.
  if (from < 0) return known === "delivered" && status === "read";
  return to < 0 ? status !== "receiving" && status !== "received" : to > from;
}

/** What the platform needs to tell of a move. */
export interface StatusAnnouncement {
  readonly messageSid: MessageSid;
  readonly accountSid: AccountSid;
  readonly messagingServiceSid?: Sid<"MG"> | undefined;
  readonly from: string;
  readonly to: string;
  readonly status: MessageStatus;
  readonly errorCode?: number | undefined;
  /** When the carrier's receipt came, in milliseconds since the epoch. */
  readonly receiptAt?: number | undefined;
}

/** Writes the parameters of a status callback, in the order seen on the wire. */
export function toStatusEventFields(event: StatusAnnouncement): FormPairs {
  const { messageSid, status, errorCode, receiptAt, messagingServiceSid } = event;
  const optional = (name: string, value: string | undefined): FormPairs =>
    value === undefined ? [] : [[name, value]];
  return [
    ...optional("ErrorCode", errorCode === undefined ? undefined : String(errorCode)),
    ...optional("RawDlrDoneDate", receiptAt === undefined ? undefined : receiptDate(receiptAt)),
    ["SmsSid", messageSid],
    ["SmsStatus", status],
    ["MessageStatus", status],
    ["To", event.to],
    ...optional("MessagingServiceSid", messagingServiceSid),
    ["MessageSid", messageSid],
    ["AccountSid", event.accountSid],
    ["From", event.from],
    ["ApiVersion", "2010-04-01"],
  ];
}

/** `YYMMDDhhmm`; the documentation does not state the time zone, UTC is used. */
function receiptDate(at: number): string {
  return new Date(at).toISOString().replace(/[-:T]/g, "").slice(2, 12);
}

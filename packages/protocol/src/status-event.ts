import { type Address, parseAddress } from "./address.ts";
import type { FormPairs } from "./form.ts";
import { FieldReader, faultyFields } from "./inbound/field-reader.ts";
import { canMove, isFinal, isMessageStatus, type MessageStatus } from "./message-status.ts";
import { type AccountSid, isMessageSid, isSid, type MessageSid, type Sid } from "./sid.ts";

/**
 * A status as a callback reports it: one of {@link MessageStatus}, or one that Twilio has added since;
 * `isMessageStatus` tells them apart.
 */
export type ReportedStatus = MessageStatus | (string & Record<never, never>);

/** What rich channels report beyond the status. */
export interface ChannelStatus {
  readonly installSid: string | undefined;
  readonly prefix: string | undefined;
  /** The channel's own words, when delivery failed. */
  readonly message: string | undefined;
  /** `READ` after a read receipt. */
  readonly eventType: string | undefined;
}

/** A status change of an outbound message, as a status callback reports it. */
export interface StatusEvent {
  readonly messageSid: MessageSid;
  readonly accountSid: AccountSid;
  readonly messagingServiceSid: Sid<"MG"> | undefined;
  readonly from: Address;
  readonly to: Address;
  /** Statuses that are not known yet are passed on as they are. */
  readonly status: ReportedStatus;
  /** Set with `failed` and `undelivered`. */
  readonly errorCode: number | undefined;
  /** Seen from some accounts only; the documentation does not name it. */
  readonly errorMessage: string | undefined;
  /** The carrier's receipt time, `YYMMDDhhmm`; the documentation does not state the time zone. */
  readonly rawDlrDoneDate: string | undefined;
  readonly channel: ChannelStatus | undefined;
  /** Every parameter as it came. */
  readonly params: FormPairs;
}

const isAccountSid = (value: string): value is AccountSid => isSid(value, "AC");
const isFilled = (value: string): value is string => value !== "";
const isErrorCode = (value: string): value is string => /^\d{1,6}$/.test(value.trim());

/**
 * Reads the parameters of a status callback.
 *
 * @throws ReparteeError `status_invalid` that names each missing or malformed parameter.
 */
export function parseStatusEvent(params: FormPairs): StatusEvent {
  const read = new FieldReader(params);
  // The names of the first API version are sent too; some relays drop one of each pair.
  const messageSid = read.required(read.firstOf("MessageSid", "SmsSid"), isMessageSid);
  const accountSid = read.required("AccountSid", isAccountSid);
  const status = read.required(read.firstOf("MessageStatus", "SmsStatus"), isFilled);
  const to = read.required("To", isFilled);
  const errorCode = read.text("ErrorCode").trim() && read.required("ErrorCode", isErrorCode);
  if (!messageSid || !accountSid || !status || !to || read.faults.length > 0) {
    throw faultyFields("status_invalid", "status callback", read.faults);
  }
  const service = read.optional("MessagingServiceSid");
  return {
    messageSid,
    accountSid,
    messagingServiceSid: isSid(service, "MG") ? service : undefined,
    from: parseAddress(read.text("From")),
    to: parseAddress(to),
    status,
    errorCode: errorCode ? Number(errorCode) : undefined,
    errorMessage: read.optional("ErrorMessage"),
    rawDlrDoneDate: read.optional("RawDlrDoneDate"),
    channel: parseChannelStatus(read),
    params,
  };
}

function parseChannelStatus(read: FieldReader): ChannelStatus | undefined {
  const channel = {
    installSid: read.optional("ChannelInstallSid"),
    prefix: read.optional("ChannelPrefix"),
    message: read.optional("ChannelStatusMessage"),
    eventType: read.optional("EventType"),
  };
  return Object.values(channel).every((part) => part === undefined) ? undefined : channel;
}

const order: readonly MessageStatus[] = ["accepted", "scheduled", "queued", "sending", "sent"];

/**
 * Is this status news, when that one was the last known? Callbacks arrive in any order and twice:
 * only what lies further along a message's life is newer. A status that is not known yet is news
 * unless the message has come to its end.
 */
export function isNewerStatus(status: ReportedStatus, known: ReportedStatus): boolean {
  if (status === known) return false;
  if (!isMessageStatus(known)) return true;
  if (!isMessageStatus(status)) return !isFinal(known);
  if (canMove(known, status)) return true;
  const [from, to] = [order.indexOf(known), order.indexOf(status)];
  // Statuses in between may never be reported: from queued straight to delivered is news.
  if (from < 0) return false;
  return to < 0 ? status !== "receiving" && status !== "received" : to > from;
}

/** What the platform needs to report a status change. */
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

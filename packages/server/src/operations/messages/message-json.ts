import { codeEntry } from "@repartee/protocol";
import type { Message, MessageMedia, Price } from "@repartee/send-core";
import { toRfc2822 } from "../../http/wire-date.ts";

/** A message as the API writes it: every field is always there. */
export interface MessageJson {
  readonly account_sid: string;
  readonly api_version: "2010-04-01";
  readonly body: string;
  readonly date_created: string;
  readonly date_sent: string | null;
  readonly date_updated: string;
  readonly direction: string;
  readonly error_code: number | null;
  readonly error_message: string | null;
  readonly from: string | null;
  readonly messaging_service_sid: string | null;
  readonly num_media: string;
  readonly num_segments: string;
  readonly price: string | null;
  readonly price_unit: string;
  readonly sid: string;
  readonly status: string;
  readonly subresource_uris: { readonly media: string; readonly feedback: string };
  readonly to: string;
  readonly uri: string;
}

/**
 * Writes a message. A charge is negative; an unknown one is `null`.
 *
 * @param currency of the account, for a message without a price.
 */
export function toMessageJson(message: Message, currency: string): MessageJson {
  const uri = `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}`;
  const { errorCode } = message;
  return {
    account_sid: message.accountSid,
    api_version: "2010-04-01",
    body: message.body,
    date_created: toRfc2822(message.dateCreated),
    date_sent: message.dateSent === null ? null : toRfc2822(message.dateSent),
    date_updated: toRfc2822(message.dateUpdated),
    direction: message.direction,
    error_code: errorCode,
    error_message: errorCode === null ? null : (codeEntry(errorCode)?.title ?? null),
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.numMedia),
    num_segments: String(message.numSegments),
    price: message.price && toPrice(message.price),
    // Recorded responses name the unit from the start, and the price when it is known.
    price_unit: (message.price ?? message.quote)?.currency ?? currency,
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json`, feedback: `${uri}/Feedback.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}

/** A charge as the API writes it: negative, with five decimals. */
export function toPrice({ amount, carrierFee }: Price): string {
  return (-(amount + carrierFee) / 1_000_000).toFixed(5);
}

/** A media item as the API writes it. */
export interface MediaJson {
  readonly account_sid: string;
  readonly content_type: string;
  readonly date_created: string;
  readonly date_updated: string;
  readonly parent_sid: string;
  readonly sid: string;
  readonly uri: string;
}

/** Writes a media item. One that is still to be fetched has the type of unknown bytes. */
export function toMediaJson(media: MessageMedia): MediaJson {
  return {
    account_sid: media.accountSid,
    content_type: media.contentType ?? "application/octet-stream",
    date_created: toRfc2822(media.dateCreated),
    date_updated: toRfc2822(media.dateCreated),
    parent_sid: media.messageSid,
    sid: media.sid,
    uri: `/2010-04-01/Accounts/${media.accountSid}/Messages/${media.messageSid}/Media/${media.sid}.json`,
  };
}

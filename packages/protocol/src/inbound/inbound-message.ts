import { type Address, parseAddress } from "../address.ts";
import type { FormPairs } from "../form.ts";
import { ReparteeError } from "../repartee-error.ts";
import type { AccountSid, MediaSid, MessageSid, Sid } from "../sid.ts";
import { isMessageSid, isSid } from "../sid.ts";
import { FieldReader, faultyFields } from "./field-reader.ts";
import { parseRichParts, type RichParts } from "./inbound-rich-parts.ts";

/** One media item of an inbound message, as the webhook announces it. */
export interface InboundMediaItem {
  /** From 0; there is no upper bound on the way in. */
  readonly index: number;
  readonly url: string;
  /** The type that the platform gives; the bytes may say otherwise. */
  readonly contentType: string;
  /** The last part of the URL, when it is a media SID. */
  readonly sid: MediaSid | undefined;
}

/** Where a number is registered, as far as Twilio knows; a text that is unknown is empty. */
export interface Place {
  /** In capitals: `SAN FRANCISCO`. */
  readonly city: string;
  /** The code of a state or province in the United States and Canada, such as `CA`. */
  readonly state: string;
  /** The ZIP or other postal code. */
  readonly zip: string;
  /** ISO 3166-1 alpha-2, such as `US`. */
  readonly country: string;
}

/** The keyword that Advanced Opt-Out has recognised and answered by itself. */
export type OptOutType = "STOP" | "HELP" | "START";

/** Why a request comes to the fallback URL. */
export interface FallbackReason {
  /** The code of what went wrong, such as 11200. */
  readonly errorCode: number;
  /** The URL that failed. */
  readonly errorUrl: string;
}

/** A message from a person, as the platform's webhook tells of it. */
export interface InboundMessage extends RichParts {
  readonly messageSid: MessageSid;
  readonly accountSid: AccountSid;
  readonly messagingServiceSid: Sid<"MG"> | undefined;
  readonly from: Address;
  readonly to: Address;
  /** May be empty; up to 1600 characters. */
  readonly body: string;
  readonly numSegments: number;
  readonly media: readonly InboundMediaItem[];
  readonly fromPlace: Place;
  readonly toPlace: Place;
  /** Set when the message's service has Advanced Opt-Out and the message is one of its keywords. */
  readonly optOutType: OptOutType | undefined;
  /** The others in a group MMS; empty for a message between two. */
  readonly otherRecipients: readonly Address[];
  /** What the account's Add-ons found out, parsed; `undefined` without any. */
  readonly addOns: unknown;
  /** Set when this is the request to the fallback URL. */
  readonly fallback: FallbackReason | undefined;
  /** Every parameter as it came, also those that have no field of their own. */
  readonly params: FormPairs;
}

const isFilled = (value: string): value is string => value !== "";
const isAccountSid = (value: string): value is AccountSid => isSid(value, "AC");

/**
 * Reads the parameters of an inbound webhook.
 *
 * Unknown parameters stay in `params`; a rich part that is malformed is left `undefined`, so that a
 * message is never lost for the sake of one.
 *
 * @throws ReparteeError `inbound_invalid` that names each missing or malformed parameter.
 */
export function parseInboundMessage(params: FormPairs): InboundMessage {
  const read = new FieldReader(params);
  const messageSid = read.required("MessageSid", isMessageSid);
  const accountSid = read.required("AccountSid", isAccountSid);
  const from = read.required("From", isFilled);
  const to = read.required("To", isFilled);
  const numMedia = read.count("NumMedia", read.numbered("MediaUrl").length);
  const numSegments = read.count("NumSegments", 1);
  if (!messageSid || !accountSid || !from || !to || read.faults.length > 0) {
    throw faultyFields("inbound_invalid", "webhook request", read.faults);
  }
  const service = read.optional("MessagingServiceSid");
  return {
    messageSid,
    accountSid,
    messagingServiceSid: isSid(service, "MG") ? service : undefined,
    from: parseAddress(from),
    to: parseAddress(to),
    body: read.text("Body"),
    numSegments,
    media: parseMedia(read, numMedia),
    fromPlace: parsePageToken(read, "From"),
    toPlace: parsePageToken(read, "To"),
    optOutType: parseOptOutType(read.optional("OptOutType")),
    otherRecipients: read.numbered("OtherRecipients").map(parseAddress),
    addOns: read.json("AddOns"),
    fallback: parseFallback(read),
    ...parseRichParts(read),
    params,
  };
}

// The usual case, at a fraction of the cost of parsing: nothing in it can be wrong.
const plainUrl = /^https?:\/\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}\/[\x21-\x7e]*$/i;

function parseMedia(read: FieldReader, numMedia: number): readonly InboundMediaItem[] {
  const media: InboundMediaItem[] = [];
  for (let index = 0; index < numMedia; index++) {
    const url = read.optional(`MediaUrl${index}`);
    if (url === undefined || !(plainUrl.test(url) || URL.canParse(url))) {
      throw new ReparteeError(
        "inbound_invalid",
        `NumMedia is ${numMedia}, but MediaUrl${index} is ${url === undefined ? "missing" : "no URL"}.`,
        { details: { parameters: [`MediaUrl${index}`] } },
      );
    }
    const sid = /\/(ME[0-9a-f]{32})(?:[?#]|$)/i.exec(url)?.[1];
    media.push({
      index,
      url,
      contentType: read.optional(`MediaContentType${index}`) ?? "application/octet-stream",
      sid: isSid(sid, "ME") ? sid : undefined,
    });
  }
  return media;
}

function parsePageToken(read: FieldReader, side: "From" | "To"): Place {
  return {
    city: read.text(`${side}City`),
    state: read.text(`${side}State`),
    zip: read.text(`${side}Zip`),
    country: read.text(`${side}Country`),
  };
}

function parseOptOutType(value: string | undefined): OptOutType | undefined {
  return value === "STOP" || value === "HELP" || value === "START" ? value : undefined;
}

function parseFallback(read: FieldReader): FallbackReason | undefined {
  const errorCode = read.decimal("ErrorCode");
  const errorUrl = read.optional("ErrorUrl");
  return errorCode === undefined || errorUrl === undefined ? undefined : { errorCode, errorUrl };
}

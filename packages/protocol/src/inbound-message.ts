import { z } from "zod";
import { type Address, parseAddress } from "./address.ts";
import type { FormPairs } from "./form.ts";
import { ReparteeError } from "./repartee-error.ts";
import type { AccountSid, MediaSid, MessageSid, Sid } from "./sid.ts";
import { isMessageSid, isSid } from "./sid.ts";

/** One media item of an inbound message, as the webhook announces it. */
export interface InboundMedia {
  readonly index: number;
  readonly url: string;
  /** The type that the platform gives; the bytes may say otherwise. */
  readonly contentType: string;
  /** The last part of the URL, when it is a media SID. */
  readonly sid: MediaSid | undefined;
}

/** Where a number is registered; best effort, empty when unknown. */
export interface Place {
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
}

/** A message from a person, as the platform's webhook tells of it. */
export interface InboundMessage {
  readonly messageSid: MessageSid;
  readonly accountSid: AccountSid;
  readonly messagingServiceSid: Sid<"MG"> | undefined;
  readonly from: Address;
  readonly to: Address;
  /** May be empty; up to 1600 characters. */
  readonly body: string;
  readonly numSegments: number;
  readonly media: readonly InboundMedia[];
  readonly fromPlace: Place;
  readonly toPlace: Place;
  /** Every parameter as it came, also those that have no field of their own. */
  readonly params: FormPairs;
}

const count = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number);

const wire = z.object({
  MessageSid: z.string().refine(isMessageSid),
  AccountSid: z.string().refine((value) => isSid(value, "AC")),
  From: z.string().min(1),
  To: z.string().min(1),
  Body: z.string().default(""),
  NumMedia: count.default(0),
  NumSegments: count.default(1),
});

/**
 * Reads the parameters of an inbound webhook.
 *
 * @throws ReparteeError `inbound_invalid` that names each missing or malformed parameter.
 */
export function parseInboundMessage(params: FormPairs): InboundMessage {
  const fields = new Map(params);
  const parsed = wire.safeParse(Object.fromEntries(fields));
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new ReparteeError(
      "inbound_invalid",
      `Missing or malformed in the webhook request: ${names.join(", ")}.`,
      { details: { parameters: names } },
    );
  }
  const { MessageSid, AccountSid, From, To, Body, NumMedia, NumSegments } = parsed.data;
  const service = fields.get("MessagingServiceSid");
  return {
    messageSid: MessageSid,
    accountSid: AccountSid,
    messagingServiceSid: isSid(service, "MG") ? service : undefined,
    from: parseAddress(From),
    to: parseAddress(To),
    body: Body,
    numSegments: NumSegments,
    media: parseMedia(fields, NumMedia),
    fromPlace: parsePlace(fields, "From"),
    toPlace: parsePlace(fields, "To"),
    params,
  };
}

function parseMedia(fields: ReadonlyMap<string, string>, numMedia: number): InboundMedia[] {
  return Array.from({ length: numMedia }, (_, index) => {
    const url = fields.get(`MediaUrl${index}`);
    if (url === undefined || !URL.canParse(url)) {
      throw new ReparteeError(
        "inbound_invalid",
        `NumMedia is ${numMedia}, but MediaUrl${index} is ${url === undefined ? "missing" : "no URL"}.`,
        { details: { parameters: [`MediaUrl${index}`] } },
      );
    }
    const last = new URL(url).pathname.split("/").at(-1);
    return {
      index,
      url,
      contentType: fields.get(`MediaContentType${index}`) ?? "application/octet-stream",
      sid: isSid(last, "ME") ? last : undefined,
    };
  });
}

function parsePlace(fields: ReadonlyMap<string, string>, side: "From" | "To"): Place {
  const field = (name: string) => fields.get(`${side}${name}`) ?? "";
  return {
    city: field("City"),
    state: field("State"),
    zip: field("Zip"),
    country: field("Country"),
  };
}

/** What the platform needs to announce an inbound message. */
export interface InboundAnnouncement {
  readonly messageSid: MessageSid;
  readonly accountSid: AccountSid;
  readonly messagingServiceSid?: Sid<"MG"> | undefined;
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly numSegments: number;
  readonly media: readonly { readonly url: string; readonly contentType: string }[];
}

/**
 * Writes the parameters of an inbound webhook, in the order seen on the wire.
 *
 * The places of both numbers are sent empty, as the platform does when it does not know them.
 */
export function toInboundMessageFields(message: InboundAnnouncement): FormPairs {
  const { messageSid, media } = message;
  const service: FormPairs =
    message.messagingServiceSid === undefined
      ? []
      : [["MessagingServiceSid", message.messagingServiceSid]];
  return [
    ["ToCountry", ""],
    ...media.map(({ contentType }, index) => [`MediaContentType${index}`, contentType] as const),
    ["ToState", ""],
    ["SmsMessageSid", messageSid],
    ["NumMedia", String(media.length)],
    ["ToCity", ""],
    ["FromZip", ""],
    ["SmsSid", messageSid],
    ["FromState", ""],
    ["SmsStatus", "received"],
    ["FromCity", ""],
    ["Body", message.body],
    ["FromCountry", ""],
    ["To", message.to],
    ...service,
    ["ToZip", ""],
    ["NumSegments", String(message.numSegments)],
    ["MessageSid", messageSid],
    ["AccountSid", message.accountSid],
    ["From", message.from],
    ...media.map(({ url }, index) => [`MediaUrl${index}`, url] as const),
    ["ApiVersion", "2010-04-01"],
  ];
}

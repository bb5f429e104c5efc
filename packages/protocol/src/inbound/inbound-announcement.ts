import type { FormPairs } from "../form.ts";
import type { AccountSid, MessageSid, Sid } from "../sid.ts";
import type { OptOutType, Place } from "./inbound-message.ts";

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
  /** Sent empty when it is unknown, as Twilio does. */
  readonly fromPlace?: Place | undefined;
  readonly toPlace?: Place | undefined;
  readonly optOutType?: OptOutType | undefined;
  /** The others in a group MMS. */
  readonly otherRecipients?: readonly string[] | undefined;
  /** Further parameters, such as those of rich channels or of a fallback request, as they go on the wire. */
  readonly extra?: FormPairs | undefined;
}

const nowhere: Place = { city: "", state: "", zip: "", country: "" };

/** Writes the parameters of an inbound webhook, in the order seen on the wire. */
export function toInboundMessageFields(message: InboundAnnouncement): FormPairs {
  const { messageSid, media, fromPlace = nowhere, toPlace = nowhere } = message;
  const optional = (name: string, value: string | undefined): FormPairs =>
    value === undefined ? [] : [[name, value]];
  return [
    ["ToCountry", toPlace.country],
    ...media.map(({ contentType }, index) => [`MediaContentType${index}`, contentType] as const),
    ["ToState", toPlace.state],
    ["SmsMessageSid", messageSid],
    ["NumMedia", String(media.length)],
    ["ToCity", toPlace.city],
    ["FromZip", fromPlace.zip],
    ["SmsSid", messageSid],
    ...optional("OptOutType", message.optOutType),
    ["FromState", fromPlace.state],
    ["SmsStatus", "received"],
    ["FromCity", fromPlace.city],
    ["Body", message.body],
    ["FromCountry", fromPlace.country],
    ["To", message.to],
    ...optional("MessagingServiceSid", message.messagingServiceSid),
    ["ToZip", toPlace.zip],
    ["NumSegments", String(message.numSegments)],
    ...(isReferral(message.extra) ? [] : [["ReferralNumMedia", "0"] as const]),
    ["MessageSid", messageSid],
    ["AccountSid", message.accountSid],
    ["From", message.from],
    ...media.map(({ url }, index) => [`MediaUrl${index}`, url] as const),
    ...(message.otherRecipients ?? []).map(
      (number, index) => [`OtherRecipients${index}`, number] as const,
    ),
    ["ApiVersion", "2010-04-01"],
    ...(message.extra ?? []),
  ];
}

// Twilio has sent `ReferralNumMedia=0` with plain SMS and MMS since 2023; advertisements have a count.
function isReferral(extra: FormPairs = []): boolean {
  return extra.some(([name]) => name === "ReferralNumMedia");
}

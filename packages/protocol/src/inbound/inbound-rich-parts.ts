import { isMessageSid, type MessageSid } from "../sid.ts";
import type { FieldReader } from "./field-reader.ts";

/** The button that a person pressed in a rich message. */
export interface PressedButton {
  readonly text: string;
  readonly payload: string | undefined;
  /** `REPLY` or `ACTION`, where the channel tells. */
  readonly type: string | undefined;
}

/** The place that a person shared. */
export interface SharedLocation {
  /** Degrees, north positive. */
  readonly latitude: number;
  /** Degrees, east positive. */
  readonly longitude: number;
  readonly address: string | undefined;
  readonly label: string | undefined;
}

/** The earlier message that this one answers; told for seven days. */
export interface RepliedMessage {
  readonly messageSid: MessageSid;
  readonly sender: string | undefined;
}

/** The advertisement that a person came from (click to WhatsApp). */
export interface Referral {
  readonly body: string | undefined;
  readonly headline: string | undefined;
  readonly sourceId: string | undefined;
  readonly sourceType: string | undefined;
  readonly sourceUrl: string | undefined;
  readonly mediaId: string | undefined;
  readonly mediaUrl: string | undefined;
  readonly mediaContentType: string | undefined;
  readonly numMedia: number | undefined;
  readonly ctwaClid: string | undefined;
}

/** What WhatsApp, RCS and Messenger tell beyond a text; each `undefined` on SMS and MMS. */
export interface RichParts {
  /** `text`, `image`, `location`, `interactive` …; the list of values is open. */
  readonly messageType: string | undefined;
  /** The person's display name. */
  readonly profileName: string | undefined;
  /** The WhatsApp number: digits without `+`. */
  readonly waId: string | undefined;
  readonly externalUserId: string | undefined;
  readonly button: PressedButton | undefined;
  /** The entry that was picked from a list. */
  readonly listItem: { readonly id: string; readonly title: string } | undefined;
  readonly location: SharedLocation | undefined;
  readonly repliedTo: RepliedMessage | undefined;
  readonly forwarded: boolean | undefined;
  readonly frequentlyForwarded: boolean | undefined;
  readonly referral: Referral | undefined;
  /** A rich form's answer, parsed. */
  readonly interactiveData: unknown;
  /** A WhatsApp flow's answer, parsed. */
  readonly flowData: unknown;
  /** What the channel adds of its own, parsed. */
  readonly channelMetadata: unknown;
}

/** Reads what rich channels tell. */
export function parseRichParts(read: FieldReader): RichParts {
  return {
    messageType: read.optional("MessageType"),
    profileName: read.optional("ProfileName"),
    waId: read.optional("WaId"),
    externalUserId: read.optional("ExternalUserId"),
    button: parseButton(read),
    listItem: parseListItem(read),
    location: parseLocation(read),
    repliedTo: parseRepliedTo(read),
    forwarded: read.flag("Forwarded"),
    frequentlyForwarded: read.flag("FrequentlyForwarded"),
    referral: parseReferral(read),
    interactiveData: read.json("InteractiveData"),
    flowData: read.json("FlowData"),
    channelMetadata: read.json("ChannelMetadata"),
  };
}

function parseButton(read: FieldReader): PressedButton | undefined {
  const text = read.optional("ButtonText");
  const payload = read.optional("ButtonPayload");
  if (text === undefined && payload === undefined) return undefined;
  return { text: text ?? "", payload, type: read.optional("ButtonType") };
}

function parseListItem(read: FieldReader): RichParts["listItem"] {
  const id = read.optional("ListId");
  return id === undefined ? undefined : { id, title: read.text("ListTitle") };
}

function parseLocation(read: FieldReader): SharedLocation | undefined {
  const latitude = read.decimal("Latitude");
  const longitude = read.decimal("Longitude");
  if (latitude === undefined || longitude === undefined) return undefined;
  const [address, label] = [read.optional("Address"), read.optional("Label")];
  return { latitude, longitude, address, label };
}

function parseRepliedTo(read: FieldReader): RepliedMessage | undefined {
  const messageSid = read.optional("OriginalRepliedMessageSid");
  if (!isMessageSid(messageSid)) return undefined;
  return { messageSid, sender: read.optional("OriginalRepliedMessageSender") };
}

// ReferralNumMedia=0 comes with plain messages too: by itself it is no referral.
const referralNames = [
  "ReferralBody",
  "ReferralHeadline",
  "ReferralSourceId",
  "ReferralSourceType",
  "ReferralSourceUrl",
  "ReferralMediaId",
  "ReferralMediaUrl",
  "ReferralMediaContentType",
  "ReferralCtwaClid",
];

function parseReferral(read: FieldReader): Referral | undefined {
  if (!read.hasAny(referralNames)) return undefined;
  return {
    body: read.optional("ReferralBody"),
    headline: read.optional("ReferralHeadline"),
    sourceId: read.optional("ReferralSourceId"),
    sourceType: read.optional("ReferralSourceType"),
    sourceUrl: read.optional("ReferralSourceUrl"),
    mediaId: read.optional("ReferralMediaId"),
    mediaUrl: read.optional("ReferralMediaUrl"),
    mediaContentType: read.optional("ReferralMediaContentType"),
    numMedia: read.decimal("ReferralNumMedia"),
    ctwaClid: read.optional("ReferralCtwaClid"),
  };
}

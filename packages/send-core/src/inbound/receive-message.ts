import { createSid, type MessageSid } from "@repartee/protocol";
import type { Message, MessageMedia, Price, Transport } from "../message.ts";
import type { Moved } from "../ports/storage/message-store.ts";
import type { Store } from "../ports/storage/store.ts";
import type { RandomBytes } from "../random-bytes.ts";
import { countSegments } from "../rules/body/segments.ts";
import {
  type HandleKeywordParts,
  handleKeyword,
  keywordIn,
} from "../rules/opt-out/handle-keyword.ts";
import { priceOf } from "../rules/price/price-of.ts";
import type { PriceRules } from "../rules/price/price-rules.ts";
import { homeOf } from "../rules/senders/home-of.ts";
import type { InboundArrival } from "../send-core.ts";

export interface ReceiveMessageParts extends HandleKeywordParts {
  readonly store: Store;
  readonly random: RandomBytes;
  readonly prices: PriceRules;
  readonly onReceived: (moved: Moved) => void;
}

/** Stores a message from a handset with its media, as `receiving`; and heeds it when it is a keyword. */
export async function receiveMessage(
  arrival: InboundArrival,
  parts: ReceiveMessageParts,
): Promise<Message> {
  const { store, clock, random, onReceived } = parts;
  const now = clock.now();
  const transport = transportOf(arrival);
  const isMms = transport === "mms";
  const numSegments = isMms ? 1 : countSegments(arrival.body).count;
  const keyword = await keywordIn(arrival, parts);
  const service = await parts.services.ofSender?.(arrival.to);
  const sid: MessageSid = createSid(isMms ? "MM" : "SM", random(16));
  const message: Message = {
    sid,
    accountSid: arrival.accountSid,
    direction: "inbound",
    from: arrival.from,
    to: arrival.to,
    body: arrival.body,
    numMedia: arrival.media.length,
    numSegments,
    status: "receiving",
    errorCode: null,
    messagingServiceSid: service?.sid ?? null,
    statusCallback: null,
    transport,
    carriedBody: null,
    sendAt: null,
    validUntil: null,
    optOutType: keyword?.isAdvanced ? keyword.type : undefined,
    otherRecipients: arrival.otherRecipients?.length ? arrival.otherRecipients : undefined,
    quote: await quoteOf(arrival, numSegments, parts),
    price: null,
    dateCreated: now,
    dateUpdated: now,
    dateSent: null,
  };
  const media = arrival.media.map((content) => {
    const item: MessageMedia = {
      sid: createSid("ME", random(16)),
      messageSid: sid,
      accountSid: arrival.accountSid,
      contentType: content.contentType,
      size: content.bytes.length,
      sourceUrl: null,
      dateCreated: now,
    };
    return { media: item, content };
  });
  const event = await store.receive({ message, cause: "Came from the handset.", media });
  onReceived({ message, event, callbackDestination: null });
  await handleKeyword(message, parts);
  return message;
}

/** A message to several is an MMS, with media or without. */
function transportOf({ media, otherRecipients = [] }: InboundArrival): Transport {
  return media.length > 0 || otherRecipients.length > 0 ? "mms" : "sms";
}

/** What it costs the account whose number it came to; `null` when that is not known. */
async function quoteOf(
  arrival: InboundArrival,
  numSegments: number,
  { senders, lookup, prices }: ReceiveMessageParts,
): Promise<Price | null> {
  const { from, to } = arrival;
  const number = await senders.find(to);
  if (!number) return null;
  const { country, carrier } = await lookup.find(from);
  return priceOf(prices, {
    direction: "in",
    transport: transportOf(arrival),
    senderType: number.type,
    numSegments,
    home: await homeOf(number, lookup),
    country,
    carrier,
  });
}

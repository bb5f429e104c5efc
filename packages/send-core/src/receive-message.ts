import { createSid, type MessageSid } from "@repartee/protocol";
import type { Message, MessageMedia } from "./message.ts";
import type { Clock } from "./ports/clock.ts";
import type { Moved } from "./ports/message-store.ts";
import type { Store } from "./ports/store.ts";
import type { RandomBytes } from "./random-bytes.ts";
import { countSegments } from "./segments.ts";
import type { InboundArrival } from "./send-core.ts";

export interface ReceiveMessageParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly onReceived: (moved: Moved) => void;
}

/** Stores a message from a handset with its media, as `receiving`. */
export async function receiveMessage(
  arrival: InboundArrival,
  { store, clock, random, onReceived }: ReceiveMessageParts,
): Promise<Message> {
  const now = clock.now();
  const isMms = arrival.media.length > 0;
  const sid: MessageSid = createSid(isMms ? "MM" : "SM", random(16));
  const message: Message = {
    sid,
    accountSid: arrival.accountSid,
    direction: "inbound",
    from: arrival.from,
    to: arrival.to,
    body: arrival.body,
    numMedia: arrival.media.length,
    numSegments: isMms ? 1 : countSegments(arrival.body).count,
    status: "receiving",
    errorCode: null,
    messagingServiceSid: null,
    statusCallback: null,
    transport: isMms ? "mms" : "sms",
    carriedBody: null,
    sendAt: null,
    validUntil: null,
    quote: null,
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
  return message;
}

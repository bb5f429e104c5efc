import { type FormPairs, type Sid, toInboundMessageFields } from "@repartee/protocol";
import type { Message, MessageMedia } from "@repartee/send-core";
import type { PlaceLookup } from "../ports/place-lookup.ts";

/** What the webhook contains besides the message. */
export interface InboundContext {
  readonly media: readonly MessageMedia[];
  /** Where the REST API serves media. */
  readonly apiOrigin: string;
  readonly messagingServiceSid: Sid<"MG"> | undefined;
  readonly places: PlaceLookup | undefined;
}

/** The parameters that announce a stored inbound message; its media by their REST address. */
export function inboundFields(message: Message, context: InboundContext): FormPairs {
  const { sid, accountSid } = message;
  const { media, apiOrigin, messagingServiceSid, places } = context;
  const { from, to } = message;
  return toInboundMessageFields({
    messageSid: sid,
    accountSid,
    messagingServiceSid: messagingServiceSid ?? message.messagingServiceSid ?? undefined,
    from: from ?? "",
    to,
    body: message.body,
    numSegments: message.numSegments,
    media: media.map((item) => ({
      url: `${apiOrigin}/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media/${item.sid}`,
      contentType: item.contentType ?? "application/octet-stream",
    })),
    fromPlace: places?.of(from ?? "", to),
    toPlace: places?.of(to, from ?? undefined),
    otherRecipients: message.otherRecipients,
    optOutType: message.optOutType,
  });
}

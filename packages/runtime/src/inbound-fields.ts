import { type FormPairs, type Sid, toInboundMessageFields } from "@repartee/protocol";
import type { Message, MessageMedia } from "@repartee/send-core";

/** What the webhook tells beside the message itself. */
export interface InboundContext {
  readonly media: readonly MessageMedia[];
  /** Where the REST API serves media. */
  readonly apiOrigin: string;
  readonly messagingServiceSid: Sid<"MG"> | undefined;
}

/** The parameters that announce a stored inbound message; its media by their REST address. */
export function inboundFields(message: Message, context: InboundContext): FormPairs {
  const { sid, accountSid } = message;
  const { media, apiOrigin, messagingServiceSid } = context;
  return toInboundMessageFields({
    messageSid: sid,
    accountSid,
    messagingServiceSid: messagingServiceSid ?? message.messagingServiceSid ?? undefined,
    from: message.from ?? "",
    to: message.to,
    body: message.body,
    numSegments: message.numSegments,
    media: media.map((item) => ({
      url: `${apiOrigin}/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media/${item.sid}`,
      contentType: item.contentType ?? "application/octet-stream",
    })),
    otherRecipients: message.otherRecipients,
    optOutType: message.optOutType,
  });
}

import { type FormPairs, toInboundMessageFields } from "@repartee/protocol";
import type { Message, MessageMedia } from "@repartee/send-core";

/** The parameters that announce a stored inbound message; its media by their REST address. */
export function inboundFields(
  message: Message,
  media: readonly MessageMedia[],
  apiOrigin: string,
): FormPairs {
  const { sid, accountSid } = message;
  return toInboundMessageFields({
    messageSid: sid,
    accountSid,
    messagingServiceSid: message.messagingServiceSid ?? undefined,
    from: message.from ?? "",
    to: message.to,
    body: message.body,
    numSegments: message.numSegments,
    media: media.map((item) => ({
      url: `${apiOrigin}/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media/${item.sid}`,
      contentType: item.contentType ?? "application/octet-stream",
    })),
  });
}

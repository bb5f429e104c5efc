import type { MessagingService, NumberWebhook, Sender } from "@repartee/send-core";

/** Whom to ask about a message to this sender: its own webhook, or that of its service. */
export function inboundWebhook(
  sender: Sender | undefined,
  service: MessagingService | undefined,
): NumberWebhook | undefined {
  return service && !usesNumbers(service) ? service.inboundWebhook : sender?.webhook;
}

/** A service without an inbound URL, whose numbers' own are not used, takes no messages in. */
export function isDropped(service: MessagingService): boolean {
  return !usesNumbers(service) && service.inboundWebhook === undefined;
}

function usesNumbers({ useInboundWebhookOnNumber = true }: MessagingService): boolean {
  return useInboundWebhookOnNumber;
}

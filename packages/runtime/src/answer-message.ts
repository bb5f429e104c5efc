import type { AccountDirectory, Message, SendCore, SenderDirectory } from "@repartee/send-core";
import type { ExchangeDraft } from "./exchange-draft.ts";
import { inboundFields } from "./inbound-fields.ts";
import { runReplySession } from "./reply-session.ts";
import type { WebhookClient } from "./signed-request.ts";

/** What answering a message needs. */
export interface AnswerParts {
  readonly sendCore: SendCore;
  readonly accounts: AccountDirectory;
  readonly senders: SenderDirectory;
  readonly client: WebhookClient;
  /** The origin under which the REST API serves media, such as `http://localhost:8025`. */
  readonly apiOrigin: () => string;
}

/** Asks the app that the number belongs to, and runs what it answers. */
export async function answerMessage(
  inbound: Message,
  draft: ExchangeDraft,
  parts: AnswerParts,
): Promise<void> {
  const webhook = (await parts.senders.find(inbound.to))?.webhook;
  const account = await parts.accounts.find(inbound.accountSid);
  if (!webhook || !account) {
    draft.addNotice({
      code: 11321,
      sentence: "No webhook is configured for this number; the message is kept, nobody was asked.",
    });
    return;
  }
  const media = await parts.sendCore.media(inbound.sid);
  await runReplySession({
    inbound,
    params: inboundFields(inbound, media, parts.apiOrigin()),
    account,
    webhook,
    draft,
    client: parts.client,
    sendCore: parts.sendCore,
  });
}

import type {
  AccountDirectory,
  Clock,
  Message,
  MessagingServiceDirectory,
  SendCore,
  SenderDirectory,
} from "@repartee/send-core";
import { openCookies } from "../cookies/open-cookies.ts";
import type { DocumentCache } from "../document/document-cache.ts";
import type { ExchangeDraft } from "../exchange/exchange-draft.ts";
import type { WebhookClient } from "../http/webhook-client.ts";
import type { AppStart } from "../ports/app-start.ts";
import type { CookieStore } from "../ports/cookie-store.ts";
import type { PlaceLookup } from "../ports/place-lookup.ts";
import type { ReplyRate } from "../reply/reply-rate.ts";
import { runReplySession } from "../reply/reply-session.ts";
import type { VerbExecutor } from "../reply/verb-executor.ts";
import { inboundFields } from "./inbound-fields.ts";
import { inboundWebhook } from "./inbound-webhook.ts";

/** What answering a message needs. */
export interface AnswerParts {
  readonly sendCore: SendCore;
  readonly accounts: AccountDirectory;
  readonly senders: SenderDirectory;
  readonly services: MessagingServiceDirectory;
  readonly client: WebhookClient;
  readonly app: AppStart;
  /** Aborts when the runtime closes: what waits is taken up again at the next start. */
  readonly brokenOff: AbortSignal;
  readonly clock: Clock;
  readonly cookies: CookieStore;
  readonly cache: DocumentCache;
  readonly verbs: readonly VerbExecutor[];
  readonly actions: "flow" | "callback";
  readonly replyRate: ReplyRate | undefined;
  readonly places: PlaceLookup | undefined;
  /** The origin under which the REST API serves media, such as `http://localhost:8025`. */
  readonly apiOrigin: () => string;
  readonly onError: (error: unknown) => void;
}

const startAdvice =
  "Look at the app's output: it has to listen before it can answer. If it listens elsewhere, say where.";

/** Asks the app that the number belongs to, and runs what it answers. */
export async function answerMessage(
  inbound: Message,
  draft: ExchangeDraft,
  parts: AnswerParts,
): Promise<void> {
  const { sendCore, client, clock, cache } = parts;
  const sender = await parts.senders.find(inbound.to);
  const service = await parts.services.ofSender?.(inbound.to);
  if (service) draft.belongsTo(service.sid);
  const webhook = inboundWebhook(sender, service);
  const account = await parts.accounts.find(inbound.accountSid);
  if (!account) {
    const sentence = "The account is not active; the message is kept, nobody was asked.";
    draft.addNotice({ code: 10001, sentence });
    return;
  }
  if (!webhook) {
    const sentence =
      "No webhook is configured for this number; the message is kept, nobody was asked.";
    draft.addNotice({ code: 11321, sentence });
    return;
  }
  const late = await parts.app.awaitStart(webhook.url, parts.brokenOff);
  parts.brokenOff.throwIfAborted();
  if (late !== undefined) draft.addNotice({ code: 11202, sentence: late, advice: startAdvice });
  const media = inbound.numMedia > 0 ? await sendCore.media(inbound.sid) : [];
  const pair = { from: inbound.from ?? "", to: inbound.to };
  const cookies = await openCookies(parts.cookies, pair, clock.now);
  await runReplySession({
    inbound,
    params: inboundFields(inbound, {
      media,
      apiOrigin: parts.apiOrigin(),
      messagingServiceSid: service?.sid,
      places: parts.places,
    }),
    account,
    webhook,
    draft,
    fetching: {
      client,
      cookies,
      cache,
      onRequest: draft.addRequest,
      onNotice: draft.addNotice,
    },
    sendCore,
    clock,
    verbs: parts.verbs,
    actions: parts.actions,
    replyRate: parts.replyRate,
    onError: parts.onError,
  });
  await cookies.save();
}

import { createSid, type MessageSid } from "@repartee/protocol";
import { checkRequest } from "./check-request.ts";
import type { Message, MessageMedia } from "./message.ts";
import type { Clock } from "./ports/clock.ts";
import type { SenderDirectory, SenderType } from "./ports/sender-directory.ts";
import type { Store } from "./ports/store.ts";
import type { RandomBytes } from "./random-bytes.ts";
import { countSegments } from "./segments.ts";
import type { MessageMoved, SendRequest, SendResult } from "./send-core.ts";
import { MAX_QUEUE_MS, type SenderRate, sendingCost } from "./sender-rate.ts";

export interface SendMessageParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly senders: SenderDirectory;
  readonly rates: Readonly<Record<SenderType, SenderRate>>;
  /** The message is on disk and waits for this time. */
  readonly onAccepted: (moved: MessageMoved, dueAt: number) => void;
}

const causes = {
  "outbound-api": "Accepted by the API; the sender's slot is reserved.",
  "outbound-reply": "Accepted from a reply document; the sender's slot is reserved.",
} as const;

/** Accepts a message: checks it, reserves its sender's slot, stores and queues it in one transaction. */
export async function sendMessage(
  request: SendRequest,
  { store, clock, random, senders, rates, onAccepted }: SendMessageParts,
): Promise<SendResult> {
  const sender = request.from === "" ? undefined : await senders.find(request.from);
  const refusal = checkRequest(request, sender);
  if (refusal) return refusal;

  const now = clock.now();
  const isMms = request.mediaUrls.length > 0;
  const numSegments = isMms ? 1 : countSegments(request.body).count;
  const sid: MessageSid = createSid(isMms ? "MM" : "SM", random(16));
  const message: Message = {
    sid,
    accountSid: request.accountSid,
    direction: request.direction,
    from: request.from,
    to: request.to,
    body: request.body,
    numMedia: request.mediaUrls.length,
    numSegments,
    status: "queued",
    errorCode: null,
    messagingServiceSid: null,
    statusCallback: request.statusCallback ?? null,
    dateCreated: now,
    dateUpdated: now,
    dateSent: null,
  };
  const media = request.mediaUrls.map(
    (sourceUrl): MessageMedia => ({
      sid: createSid("ME", random(16)),
      messageSid: sid,
      accountSid: request.accountSid,
      contentType: null,
      size: null,
      sourceUrl,
      dateCreated: now,
    }),
  );
  const rate = rates[sender?.type ?? "long-code"];
  const result = await store.accept({
    message,
    cause: causes[request.direction],
    media,
    idempotencyKey: request.idempotencyKey,
    slot: {
      key: request.from,
      cost: sendingCost(rate, isMms, numSegments),
      maxWait: MAX_QUEUE_MS,
    },
  });
  switch (result.outcome) {
    case "accepted":
      onAccepted({ message, event: result.event }, result.dueAt);
      return { ok: true, message };
    case "repeated":
      return { ok: true, message: result.message };
    case "full":
      return {
        ok: false,
        code: 21611,
        sentence: `The queue of this sender is full: over ${MAX_QUEUE_MS / 3_600_000} hours of messages wait.`,
      };
    default:
      return result satisfies never;
  }
}

import type { Message } from "./message.ts";
import type { Candidate, SlotPlan } from "./ports/message-store.ts";
import type { MessagingService } from "./ports/messaging-services.ts";
import type { Sender, SenderDirectory } from "./ports/sender-directory.ts";
import { limitsOf, quotasOf } from "./rates/limits-of.ts";
import type { RateRules } from "./rates/rate-rules.ts";
import { countSegments } from "./segments.ts";
import type { Refusal } from "./send-core.ts";

export interface PlanParts {
  readonly senders: SenderDirectory;
  readonly rates: RateRules;
}

/** Decides from which senders a message may go, and what it takes of their limits. */
export async function planMessage(
  message: Message,
  service: MessagingService | undefined,
  { senders, rates }: PlanParts,
): Promise<{ readonly ok: true; readonly plan: SlotPlan } | Refusal> {
  const addresses = message.from === null ? (service?.senders ?? []) : [message.from];
  const found = await Promise.all(addresses.map((address) => senders.find(address)));
  const able = found.flatMap((sender) => (sender && can(sender, message) ? [sender] : []));
  if (addresses.length === 0) {
    return { ok: false, code: 21704, sentence: "The Messaging Service has no senders." };
  }
  if (able.length === 0) {
    const sentence = "No sender of the Messaging Service can send this message.";
    return { ok: false, code: 21703, sentence };
  }
  const candidates = able.map((sender) => candidate(sender, message, rates));
  return { ok: true, plan: { candidates, maxWait: rates.maxQueueMs, sticky: null } };
}

function can(sender: Sender, { accountSid, transport }: Message): boolean {
  return sender.accountSid === accountSid && sender[transport];
}

function candidate(sender: Sender, message: Message, rates: RateRules): Candidate {
  const { to, body, carriedBody, transport } = message;
  const numSegments = transport === "mms" ? 1 : countSegments(carriedBody ?? body).count;
  const load = { sender, to, carrier: undefined, transport, numSegments };
  return {
    from: sender.address,
    numSegments,
    transport,
    carriedBody,
    quote: null,
    limits: limitsOf(rates, load),
    quotas: quotasOf(rates, load),
    cause: "The sender's slot is reserved.",
  };
}

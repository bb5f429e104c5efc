import type { Message } from "../message.ts";
import type { Carrier, CarrierAnswer, CarrierFault } from "../ports/carrier.ts";
import type { AccountDirectory } from "../ports/directory/account-directory.ts";
import type { Observer } from "../ports/observer.ts";
import type { DueMessage } from "../ports/storage/dispatch-queue.ts";
import type { Refusal } from "../refusal.ts";
import { checkOptOutSince, type OptOutParts } from "../rules/opt-out/check-opt-out.ts";
import { checkRegistration, type RegistrationParts } from "../rules/route/check-registration.ts";
import type { StatusChanges } from "../status-changes.ts";
import { retryDelay } from "../work/retry-delay.ts";
import { failMessage } from "./fail-message.ts";
import {
  fetchOutboundMedia,
  type OutboundMedia,
  type OutboundMediaParts,
} from "./outbound-media.ts";

export interface SubmitMessageParts extends OutboundMediaParts, OptOutParts, RegistrationParts {
  readonly accounts: AccountDirectory;
  readonly carrier: Carrier;
  readonly moves: StatusChanges;
  readonly observer: Observer;
  readonly onError: (error: unknown) => void;
}

/**
 * Hands one message to the carrier, with its media, and moves it to `sent` or `failed`; or has it wait
 * for another attempt. Returns when that is.
 */
export async function submitMessage(
  { message, attempt, isInterrupted }: DueMessage,
  parts: SubmitMessageParts,
): Promise<number | undefined> {
  const { clock, carrier, moves, observer } = parts;
  if (isInterrupted && !carrier.isIdempotent) {
    const sentence = `The hand-over to ${carrier.name} was interrupted; it is not repeated, so that nothing is sent twice.`;
    return failMessage(message.sid, { code: 30410, sentence }, parts);
  }
  // One that the carrier may have already is past refusing.
  const refusal = isInterrupted ? undefined : await refuseWaiting(message, parts);
  if (refusal) return failMessage(message.sid, refusal, parts);
  const fetched = await fetchOutboundMedia(message, parts);
  if (!fetched.ok) return failMessage(message.sid, fetched, parts);
  const began = clock.now();
  const answer = await offer(message, fetched, parts);
  observer.handedOver?.({ message, attempt, answer, ms: clock.now() - began });
  if (!answer.ok) return refused(message, attempt, answer, parts);
  const at = clock.now();
  await moves.make({
    sid: message.sid,
    to: "sent",
    at,
    cause: `Taken by ${carrier.name}.`,
    errorCode: null,
    dateSent: at,
    charge: true,
    callback: true,
  });
  return undefined;
}

/** Why a message that has waited for its slot is not to go any more. */
async function refuseWaiting(
  message: Message,
  parts: SubmitMessageParts,
): Promise<Omit<Refusal, "ok"> | undefined> {
  if (!(await parts.accounts.find(message.accountSid))) {
    return { code: 30002, sentence: "The account was suspended or closed before its slot came." };
  }
  return (await checkOptOutSince(message, parts)) ?? checkRegistration(message, parts);
}

async function offer(
  message: Message,
  { media, text }: OutboundMedia,
  { carrier, onError }: SubmitMessageParts,
): Promise<CarrierAnswer> {
  const { sid, from, to, numSegments, transport } = message;
  try {
    return await carrier.send({
      messageSid: sid,
      from: from ?? "",
      to,
      body: text,
      media: transport === "mms" ? media : [],
      numSegments,
      transport,
    });
  } catch (error) {
    onError(error);
    // It may have taken the message all the same: only with its key can it be asked again.
    const isTemporary = carrier.isIdempotent;
    return { ok: false, code: 30410, sentence: `No answer from ${carrier.name}.`, isTemporary };
  }
}

async function refused(
  message: Message,
  attempt: number,
  fault: CarrierFault,
  parts: SubmitMessageParts,
): Promise<number | undefined> {
  if (!fault.isTemporary) return failMessage(message.sid, fault, parts);
  const now = parts.clock.now();
  const { code: errorCode, sentence } = fault;
  const notBefore = now + retryDelay(attempt, fault.retryAfterMs);
  const retry = await parts.store.retry({ sid: message.sid, now, notBefore, sentence, errorCode });
  if (retry) return retry.dueAt;
  const late = `${sentence} Its validity period ends before another attempt.`;
  return failMessage(message.sid, { code: errorCode, sentence: late }, parts);
}

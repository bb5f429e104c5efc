import { createSid, isSid, type MessageSid } from "@repartee/protocol";
import type { Message, MessageMedia } from "../message.ts";
import type { Clock } from "../ports/clock.ts";
import type {
  MessagingService,
  MessagingServiceDirectory,
} from "../ports/directory/messaging-services.ts";
import type { Acceptance, Entry, Moved, NoSlot } from "../ports/storage/message-store.ts";
import type { Store } from "../ports/storage/store.ts";
import type { RandomBytes } from "../random-bytes.ts";
import type { Refusal } from "../refusal.ts";
import { smartEncode } from "../rules/body/smart-encoding.ts";
import { senderOf } from "../rules/senders/sender-of.ts";
import type { SendRequest, SendResult } from "../send-core.ts";
import { checkRequest } from "./check-request.ts";
import { checkSchedule, type ScheduleWindow } from "./check-schedule.ts";
import { type PlanParts, planMessage } from "./plan-message.ts";
import { readAddresses } from "./read-addresses.ts";
import { answerRepeated, findRepeated } from "./repeated-request.ts";

export interface SendMessageParts extends PlanParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly services: MessagingServiceDirectory;
  readonly scheduling: ScheduleWindow;
  /** The message is on disk with these moves, and something is due then. */
  readonly onAccepted: (moves: readonly Moved[], dueAt: number | null) => void;
}

const DEFAULT_VALIDITY_S = 36_000;

const causes = {
  "outbound-api": "Accepted by the API",
  "outbound-reply": "Accepted from a reply document",
} as const;

/** Accepts a message: checks it, reserves its sender's slot, stores and queues it in one transaction. */
export async function sendMessage(
  request: SendRequest,
  parts: SendMessageParts,
): Promise<SendResult> {
  const written = withService(request);
  const { messagingServiceSid } = written;
  const service = messagingServiceSid ? await parts.services.find(messagingServiceSid) : undefined;
  if (messagingServiceSid && service?.accountSid !== written.accountSid) {
    return noService(messagingServiceSid);
  }
  const asked = await readAddresses(written, service, parts.senders);
  // First: what was accepted once may be refused by now, and is accepted all the same.
  const repeated = await findRepeated(asked, parts.store);
  if (repeated) return answerRepeated(asked, repeated);
  const refusal = await check(asked, service, parts);
  if (refusal) return refusal;
  const message = draft(asked, service, parts);
  const media = mediaOf(asked, message, parts.random);
  const drafted = { message, media };
  if (asked.failure) return accept(asked, drafted, failing(asked.failure), parts);
  if (message.status === "scheduled") {
    if ((await parts.store.countScheduled(message.accountSid)) >= parts.scheduling.most) {
      const sentence = `The account has ${parts.scheduling.most} scheduled messages already.`;
      return { ok: false, code: 35125, sentence };
    }
    return accept(asked, drafted, { kind: "schedule", at: message.sendAt ?? 0 }, parts);
  }
  const { smartEncoded } = asked;
  const planned = await planMessage({ message, media, service, smartEncoded }, parts);
  if (planned.ok) return accept(asked, drafted, { kind: "queue", plan: planned.plan }, parts);
  return service ? accept(asked, drafted, failing(planned), parts) : planned;
}

/** `From` may name a Messaging Service too. */
function withService(request: SendRequest): SendRequest {
  if (request.messagingServiceSid || !isSid(request.from, "MG")) return request;
  return { ...request, from: "", messagingServiceSid: request.from };
}

async function check(
  request: SendRequest,
  service: MessagingService | undefined,
  { senders, clock, scheduling }: SendMessageParts,
): Promise<Refusal | undefined> {
  const { accountSid, from } = request;
  const sender = from === "" ? undefined : await senderOf(accountSid, from, senders);
  const refusal = checkRequest(request, sender) ?? checkSchedule(request, clock.now(), scheduling);
  if (refusal || !service || from === "" || service.senders.includes(from)) return refusal;
  const sentence = `The 'From' number ${from} is not a sender of the Messaging Service.`;
  return { ok: false, code: 21606, sentence };
}

function noService(sid: string): Refusal {
  return isSid(sid, "MG")
    ? { ok: false, code: 21701, sentence: `There is no Messaging Service ${sid}.` }
    : { ok: false, code: 21705, sentence: "The 'MessagingServiceSid' is not a SID." };
}

function draft(
  request: SendRequest,
  service: MessagingService | undefined,
  { clock, random }: SendMessageParts,
): Message {
  const now = clock.now();
  const isMms = request.mediaUrls.length > 0 || request.sendAsMms === true;
  const sid: MessageSid = createSid(isMms ? "MM" : "SM", random(16));
  const sendAt = request.scheduleType === undefined ? null : (request.sendAt ?? null);
  const validity = request.validityPeriod ?? service?.validityPeriod ?? DEFAULT_VALIDITY_S;
  return {
    sid,
    accountSid: request.accountSid,
    direction: request.direction,
    from: request.from === "" ? null : request.from,
    to: request.to,
    body: request.body,
    numMedia: request.mediaUrls.length,
    numSegments: 0,
    status: sendAt !== null ? "scheduled" : service ? "accepted" : "queued",
    errorCode: null,
    messagingServiceSid: service?.sid ?? null,
    statusCallback: request.statusCallback ?? service?.statusCallback ?? null,
    transport: isMms ? "mms" : "sms",
    carriedBody: sendAt === null ? null : encodedAhead(request),
    sendAt,
    validUntil: (sendAt ?? now) + validity * 1000,
    quote: null,
    price: null,
    dateCreated: now,
    dateUpdated: now,
    dateSent: null,
  };
}

/**
 * The text of a scheduled message whose request says something of smart encoding: that is known now,
 * and not when the message gets its sender. `null`: its service will decide.
 */
function encodedAhead({ body, smartEncoded }: SendRequest): string | null {
  if (smartEncoded === undefined) return null;
  return smartEncoded ? smartEncode(body) : body;
}

/** A message, and its media before they are fetched. */
interface Draft {
  readonly message: Message;
  readonly media: readonly MessageMedia[];
}

async function accept(
  request: SendRequest,
  { message, media }: Draft,
  entry: Entry,
  parts: SendMessageParts,
): Promise<SendResult> {
  const acceptance: Acceptance = {
    message,
    cause: firstCause(request, message),
    media,
    notes: [],
    entry,
    idempotencyKey: request.idempotencyKey,
    fingerprint: request.fingerprint,
  };
  const result = await parts.store.accept(acceptance);
  switch (result.outcome) {
    case "accepted": {
      parts.onAccepted(result.moves, result.dueAt);
      const [first] = result.moves;
      return { ok: true, message: first?.message ?? message };
    }
    case "repeated":
      return answerRepeated(request, result);
    case "full":
    case "capped":
      if (result.outcome === "full" && message.messagingServiceSid === null) {
        return { ok: false, code: 21611, sentence: full(parts) };
      }
      return accept(request, { message, media }, failing(noSlot(result, parts)), parts);
    default:
      return result satisfies never;
  }
}

/** Why a message that has been taken fails when there is no slot for it. */
export function noSlot(result: NoSlot, parts: Pick<PlanParts, "rates">): Omit<Refusal, "ok"> {
  return result.outcome === "full"
    ? { code: 30001, sentence: full(parts) }
    : { code: result.code, sentence: "The carrier's daily allowance of this brand is used up." };
}

function full({ rates }: Pick<PlanParts, "rates">): string {
  const hours = rates.maxQueueMs / 3_600_000;
  return `The queue of this sender is full: over ${hours} hours of messages wait.`;
}

function failing({ code, sentence }: Omit<Refusal, "ok">): Entry {
  return { kind: "fail", errorCode: code, cause: sentence };
}

function firstCause({ direction }: SendRequest, { status, sendAt }: Message): string {
  const who = causes[direction];
  if (status === "accepted") return `${who}; the Messaging Service chooses a sender.`;
  if (sendAt === null) return `${who}.`;
  return `${who}; it is to go at ${new Date(sendAt).toISOString()}.`;
}

function mediaOf(
  { mediaUrls }: SendRequest,
  { sid, accountSid, dateCreated }: Message,
  random: RandomBytes,
): MessageMedia[] {
  return mediaUrls.map((sourceUrl) => ({
    sid: createSid("ME", random(16)),
    messageSid: sid,
    accountSid,
    contentType: null,
    size: null,
    sourceUrl,
    dateCreated,
  }));
}

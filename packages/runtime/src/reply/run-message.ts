import type { MessageVerb, Position } from "@repartee/markup";
import { type FormPairs, MAX_REPLIES, readPhoneNumber } from "@repartee/protocol";
import type { Message, Refusal, SendResult } from "@repartee/send-core";
import { type DocumentTarget, followReference } from "../document/document-target.ts";
import type { ReplySession, SessionUse } from "./reply-session.ts";
import { sendReply } from "./send-reply.ts";

/** Where a verb stands. */
export interface VerbPlace {
  /** The address of its document: what relative URLs are relative to. */
  readonly base: string;
  /** Where it begins in that; `undefined` in a document that was no markup. */
  readonly at: Position | undefined;
}

/** Runs `<Message>`. Returns the document of its `action`, when it has one that takes over. */
export async function runMessage(
  verb: MessageVerb,
  place: VerbPlace,
  session: ReplySession,
  use: SessionUse,
): Promise<DocumentTarget | undefined> {
  const { draft } = session;
  const sent = await replyWith(verb, place.base, session, use);
  if (!sent.ok) {
    const { code, sentence, failed } = sent;
    draft.addNotice({ code, sentence, ...place.at });
    const outcome = code === 14109 ? "skipped" : "refused";
    draft.addVerb({ kind: "message", outcome, sentence, messageSid: failed?.sid ?? null });
    if (code === 14109) return undefined;
    return followAction(verb, place, session, failed ? { message: failed } : sent);
  }
  const { sid, numMedia } = sent.message;
  const what = numMedia === 0 ? "text" : `${numMedia} media`;
  const sentence = `Accepted ${sid}: ${what}.`;
  draft.addVerb({ kind: "message", outcome: "ran", sentence, messageSid: sid });
  return followAction(verb, place, session, sent);
}

/** What became of a reply: of a refused one the platform may keep a failed message. */
export type Reply =
  | Extract<SendResult, { readonly ok: true }>
  | (Refusal & { readonly failed?: Message });

const tooFast = {
  code: 14107,
  sentence: "30 replies went between these two numbers, each less than 30 s after the one before.",
};

/** Sends one reply within the limits of the session: ten, and no endless talk of two machines. */
export async function replyWith(
  verb: MessageVerb,
  base: string,
  { inbound, sendCore, clock, replyRate }: ReplySession,
  use: SessionUse,
): Promise<Reply> {
  if (use.replies === MAX_REPLIES) {
    const sentence = `This is reply ${MAX_REPLIES + 1} to one message; it is not sent.`;
    return { ok: false, code: 14109, sentence };
  }
  const from = readAddress(verb.from ?? inbound.to, inbound.to);
  const to = readAddress(verb.to ?? inbound.from ?? "", from);
  const isTooFast = replyRate !== undefined && !replyRate.take(from, to, clock.now());
  const failure = isTooFast ? tooFast : undefined;
  const sent = await sendReply(
    sendCore,
    inbound,
    { ...verb, from, to },
    base,
    use.replies,
    failure,
  );
  if (!sent.ok) return sent;
  use.replies += 1;
  return failure ? { ok: false, ...failure, failed: { ...sent.message, status: "failed" } } : sent;
}

/** A number in E.164 form; a short code, an alphanumeric sender ID or a fault as it is written. */
function readAddress(written: string, near: string): string {
  return readPhoneNumber(written, near) ?? written;
}

/**
 * The documentation contradicts itself about `action`: a status URL that never controls the flow, or
 * a document that takes over once the message is queued. Both hold when it is asked once, at that
 * moment, and its document run in place of the rest.
 */
export function followAction(
  verb: MessageVerb,
  { base }: VerbPlace,
  { actions }: ReplySession,
  sent: { readonly message: Message } | { readonly code: number },
): DocumentTarget | undefined {
  if (verb.action === undefined || actions === "callback") return undefined;
  const fields = "message" in sent ? queued(sent.message) : invalid(sent.code);
  return followReference("action", { url: verb.action, method: verb.method }, base, fields);
}

function queued({ sid, status }: Message): FormPairs {
  return [
    ["MessageSid", sid],
    ["SmsSid", sid],
    ["MessageStatus", status],
    ["SmsStatus", status],
  ];
}

// There is no message, so the inbound one's SID stays.
function invalid(code: number): FormPairs {
  return [
    ["MessageStatus", "invalid"],
    ["SmsStatus", "invalid"],
    ["ErrorCode", String(code)],
  ];
}

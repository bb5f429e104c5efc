import type { Message, MessageNote } from "../../message.ts";
import type { Clock } from "../../ports/clock.ts";
import type { MessagingServiceDirectory } from "../../ports/directory/messaging-services.ts";
import type { SenderDirectory } from "../../ports/directory/sender-directory.ts";
import type { Lookup } from "../../ports/lookup.ts";
import type { OptOutKey } from "../../ports/storage/opt-out-list.ts";
import type { Store } from "../../ports/storage/store.ts";
import type { SendRequest, SendResult } from "../../send-core.ts";
import type { InTurn } from "./in-turn.ts";
import { type Keyword, readKeyword } from "./read-keyword.ts";

export interface HandleKeywordParts {
  readonly store: Pick<Store, "optOuts" | "addNotes" | "notes">;
  readonly clock: Clock;
  readonly senders: SenderDirectory;
  readonly services: MessagingServiceDirectory;
  readonly lookup: Lookup;
  /** Runs the keywords of one recipient one after another. */
  readonly inTurn: InTurn;
  /** Sends an answer: free of charge, and to those who have opted out too. */
  readonly sendAnswer: (request: SendRequest) => Promise<SendResult>;
}

/** The keyword that a message to one of our numbers is; `undefined` when it is none. */
export async function keywordIn(
  { from, to, body }: { readonly from: string; readonly to: string; readonly body: string },
  { senders, services, lookup }: Pick<HandleKeywordParts, "senders" | "services" | "lookup">,
): Promise<Keyword | undefined> {
  const sender = await senders.find(to);
  if (!sender) return undefined;
  const service = await services.ofSender?.(to);
  const { country } = await lookup.find(from);
  return readKeyword(body, {
    senderType: sender.type,
    country,
    advanced: service?.advancedOptOut,
  });
}

/**
 * Does what a stored message asks for when it is a keyword, and answers it. A second call, as after a
 * crash, finds what is left to do.
 */
export async function handleKeyword(message: Message, parts: HandleKeywordParts): Promise<void> {
  const { accountSid, from: recipient } = message;
  if (recipient === null) return;
  const keyword = await keywordIn({ ...message, from: recipient }, parts);
  if (!keyword) return;
  // One after another: a STOP that comes while a START is answered is the last word.
  await parts.inTurn(`${accountSid} ${recipient}`, () =>
    obey(keyword, { ...message, from: recipient }, parts),
  );
}

async function obey(
  keyword: Keyword,
  message: Message & { readonly from: string },
  parts: HandleKeywordParts,
): Promise<void> {
  const { accountSid, from: recipient, to } = message;
  const before = await parts.store.notes(message.sid);
  if (before.some(({ kind }) => kind === "opt-out")) return;
  const scope = (await parts.services.ofSender?.(to))?.sid ?? to;
  const key = { accountSid, scope, recipient };
  const sentence = await heed(keyword, key, message, parts);
  const note: MessageNote = {
    messageSid: message.sid,
    kind: "opt-out",
    at: parts.clock.now(),
    sentence,
    errorCode: null,
  };
  await parts.store.addNotes([note]);
}

/** Returns what was done, as a sentence. */
async function heed(
  keyword: Keyword,
  key: OptOutKey,
  message: Message,
  parts: HandleKeywordParts,
): Promise<string> {
  const { optOuts } = parts.store;
  const known = await optOuts.find(key);
  const sender = key.scope === message.to ? "this number" : "the whole Messaging Service";
  switch (keyword.type) {
    case "STOP": {
      if (known && known.messageSid !== message.sid) {
        return `They had opted out of ${sender} before: no answer.`;
      }
      // First: nothing may be sent after this, whatever breaks.
      await optOuts.add([{ ...key, at: message.dateCreated, messageSid: message.sid }]);
      return `They opt out of ${sender}. ${await answer(keyword, message, parts)}`;
    }
    case "START": {
      // With default words a "yes" is only a keyword to those who have opted out.
      if (!known && !keyword.isAdvanced) return "They had not opted out: no answer.";
      const sent = await answer(keyword, message, parts);
      await optOuts.remove(key);
      return `They opt in to ${sender}. ${sent}`;
    }
    case "HELP":
      return known
        ? "They ask for help and have opted out: no answer."
        : `They ask for help. ${await answer(keyword, message, parts)}`;
    default:
      return keyword.type satisfies never;
  }
}

async function answer(
  { answers, isAdvanced }: Keyword,
  { sid, accountSid, from, to }: Message,
  { sendAnswer }: HandleKeywordParts,
): Promise<string> {
  const told = isAdvanced ? "the words of the Messaging Service" : "the platform's own words";
  for (const [index, body] of answers.entries()) {
    const result = await sendAnswer({
      accountSid,
      direction: "outbound-reply",
      from: to,
      to: from ?? "",
      body,
      mediaUrls: [],
      idempotencyKey: `${sid}/keyword/${index}`,
    });
    if (!result.ok) return `No answer could be sent: ${result.code} ${result.sentence}`;
  }
  return `Answered in ${told}.`;
}

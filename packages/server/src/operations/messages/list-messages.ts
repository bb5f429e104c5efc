import { isMessageSid, type MessageSid, readPhoneNumber } from "@repartee/protocol";
import type { Message, SendCore } from "@repartee/send-core";
import type { Answer, Call } from "../../http/operation.ts";
import { type ListPlace, noSuchPage } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { readDate } from "./read-date.ts";

/** How a list names its records, and writes one. */
export interface ListForm {
  readonly key: string;
  readonly write: (message: Message) => object;
}

/** Lists messages of the account by recipient, sender and day, newest first. */
export function listMessages(
  sendCore: SendCore,
  call: Call,
  { key, write }: ListForm,
): Promise<Answer> {
  const { query, account } = call;
  const sent = sentBetween(call);
  return answerPage<Message>(call, {
    key,
    filters: ["To", "From", "DateSent", "DateSent<", "DateSent>"],
    write,
    read: (limit, after, before) =>
      sendCore.messages({
        accountSid: account.sid,
        to: addressFilter(query.text("To")),
        from: addressFilter(query.text("From")),
        ...sent,
        limit,
        after: placeOf(after),
        before: placeOf(before),
      }),
  });
}

/** @throws RestError 21481 for a page's token that names no message. */
function placeOf(place: ListPlace | undefined): MessageSid | undefined {
  if (place === undefined) return undefined;
  if (isMessageSid(place.sid)) return place.sid;
  throw noSuchPage();
}

/** A filter's address in the form in which messages have it; an empty one filters nothing. */
function addressFilter(written: string | undefined): string | undefined {
  return written ? (readPhoneNumber(written) ?? written) : undefined;
}

/** `DateSent` is that day, `DateSent<` on or before, `DateSent>` on or after. */
function sentBetween(call: Call): {
  readonly sentFrom: number | undefined;
  readonly sentBefore: number | undefined;
} {
  const on = readDate(call, "DateSent");
  const until = readDate(call, "DateSent<");
  const since = readDate(call, "DateSent>");
  return { sentFrom: on?.dayStart ?? since?.from, sentBefore: on?.dayEnd ?? until?.before };
}

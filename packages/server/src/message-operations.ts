import { isMessageSid, type MessageSid, readPhoneNumber } from "@repartee/protocol";
import type { Runtime } from "@repartee/runtime";
import type { ChangeResult, Clock, FeedbackStore, Message } from "@repartee/send-core";
import { apiExchange } from "./api-exchange.ts";
import { createMessage, type MessageParts } from "./create-message.ts";
import { type ListPlace, noSuchPlace } from "./list-place.ts";
import { toMessageJson } from "./message-json.ts";
import { notFound } from "./not-found.ts";
import type { Answer, Call, Operation } from "./operation.ts";
import { answerPage } from "./paging.ts";
import { RestError } from "./rest-error.ts";
import { type FilterDate, parseFilterDate, toRfc2822 } from "./wire-date.ts";

/** What the operations on messages work with. */
export interface MessageOperationParts extends MessageParts {
  /** Keeps each call that creates a message for the inspector. */
  readonly runtime: Runtime;
  readonly feedback: FeedbackStore;
  readonly clock: Clock;
}

const messages = "/2010-04-01/Accounts/{AccountSid}/Messages";

/** Creates, lists, fetches, changes and deletes messages, and takes feedback. */
export function messageOperations(parts: MessageOperationParts): readonly Operation[] {
  const { sendCore, runtime, feedback, clock } = parts;

  async function create(call: Call): Promise<Answer> {
    const startedAt = clock.now();
    const { now } = clock;
    try {
      const message = await createMessage(parts, call);
      const json = toMessageJson(message);
      await runtime.record(apiExchange(call, { startedAt, now, json, message }));
      return { status: 201, body: json };
    } catch (error) {
      if (error instanceof RestError) {
        await runtime.record(apiExchange(call, { startedAt, now, refusal: error }));
      }
      throw error;
    }
  }

  const list = (call: Call): Promise<Answer> => {
    const filters = ["To", "From", "DateSent", "DateSent<", "DateSent>"];
    const { query, account } = call;
    const sent = sentBetween(call);
    return answerPage<Message>(call, {
      key: "messages",
      filters,
      write: toMessageJson,
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
  };

  async function update(call: Call): Promise<Answer> {
    const { sid } = await findMessage(parts, call);
    const body = call.form.text("Body");
    const status = call.form.choice("Status", ["canceled"]);
    if (body !== undefined && body !== "") {
      throw new RestError(20422, "Body can only be emptied.");
    }
    if (status) return changed(await sendCore.cancel(call.account.sid, sid));
    if (body === "") return changed(await sendCore.redact(call.account.sid, sid));
    throw new RestError(20001, 'Give Body="" to redact, or Status=canceled to cancel.');
  }

  async function remove(call: Call): Promise<Answer> {
    const { sid } = await findMessage(parts, call);
    const result = await sendCore.remove(call.account.sid, sid);
    if (!result.ok) throw new RestError(result.code, result.sentence);
    await feedback.remove(sid);
    return { status: 204 };
  }

  async function giveFeedback(call: Call): Promise<Answer> {
    const { sid } = await findMessage(parts, call, "MessageSid");
    const outcome = call.form.choice("Outcome", ["confirmed", "unconfirmed"]) ?? "confirmed";
    const given = await feedback.put({ messageSid: sid, outcome }, clock.now());
    const body = {
      account_sid: call.account.sid,
      message_sid: sid,
      outcome: given.outcome,
      date_created: toRfc2822(given.dateCreated),
      date_updated: toRfc2822(given.dateUpdated),
      uri: `${messages.replace("{AccountSid}", call.account.sid)}/${sid}/Feedback.json`,
    };
    return { status: 200, body };
  }

  return [
    {
      product: "api",
      method: "POST",
      path: messages,
      differs:
        "no content templates (21655) or channels (63007); ShortenUrls, RiskCheck, Attempt, TrafficType, ProvideFeedback, PersistentAction, MaxPrice and ForceDelivery change nothing; Idempotency-Key returns the first message, or 20422 for another payload",
      run: create,
    },
    { product: "api", method: "GET", path: messages, run: list },
    {
      product: "api",
      method: "GET",
      path: `${messages}/{Sid}`,
      run: async (call) => ({ status: 200, body: toMessageJson(await findMessage(parts, call)) }),
    },
    { product: "api", method: "POST", path: `${messages}/{Sid}`, run: update },
    { product: "api", method: "DELETE", path: `${messages}/{Sid}`, run: remove },
    {
      product: "api",
      method: "POST",
      path: `${messages}/{MessageSid}/Feedback`,
      run: giveFeedback,
    },
  ];
}

/**
 * The message that a path names.
 *
 * @throws RestError 20404 when the account does not have it.
 */
export async function findMessage(
  { sendCore }: MessageParts,
  call: Call,
  name = "Sid",
): Promise<Message> {
  const sid = messageSidOf(call.path[name]);
  const message = sid && (await sendCore.message(call.account.sid, sid));
  if (!message) throw notFound(call);
  return message;
}

function messageSidOf(value: string | undefined): MessageSid | undefined {
  return isMessageSid(value) ? value : undefined;
}

/** @throws RestError 21481 for a page's token that names no message. */
function placeOf(place: ListPlace | undefined): MessageSid | undefined {
  if (place === undefined) return undefined;
  if (isMessageSid(place.sid)) return place.sid;
  throw noSuchPlace();
}

function changed(result: ChangeResult): Answer {
  if (!result.ok) throw new RestError(result.code, result.sentence);
  return { status: 200, body: toMessageJson(result.message) };
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

/** @throws RestError 20422 for what is no date. */
export function readDate({ query }: Call, name: string): FilterDate | undefined {
  const value = query.text(name);
  if (!value) return undefined;
  const date = parseFilterDate(value);
  if (date) return date;
  throw new RestError(20422, `${name} must be a date such as 2026-11-23, got "${value}".`);
}

import { isMessageSid, type MessageSid } from "@repartee/protocol";
import type { ChangeResult, FeedbackStore, Message, PriceRules } from "@repartee/send-core";
import { notFound } from "../../http/not-found.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { RestError } from "../../http/rest-error.ts";
import { toRfc2822 } from "../../http/wire-date.ts";
import type { MessageParts } from "./create-message.ts";
import { listMessages } from "./list-messages.ts";
import { type MessageJson, toMessageJson } from "./message-json.ts";
import { type RecordedParts, recordCreate } from "./record-create.ts";

/** What the operations on messages work with. */
export interface MessageOperationParts extends RecordedParts {
  readonly feedback: FeedbackStore;
  readonly prices: PriceRules;
}

const messages = "/2010-04-01/Accounts/{AccountSid}/Messages";

/** Creates, lists, fetches, changes and deletes messages, and takes feedback. */
export function messageOperations(parts: MessageOperationParts): readonly Operation[] {
  const { sendCore, feedback, clock, prices } = parts;
  const write = (message: Message): MessageJson => toMessageJson(message, prices.currency);

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

  function changed(result: ChangeResult): Answer {
    if (!result.ok) throw new RestError(result.code, result.sentence);
    return { status: 200, body: write(result.message) };
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
      run: (call) => recordCreate(parts, call, write),
    },
    {
      product: "api",
      method: "GET",
      path: messages,
      run: (call) => listMessages(sendCore, call, { key: "messages", write }),
    },
    {
      product: "api",
      method: "GET",
      path: `${messages}/{Sid}`,
      run: async (call) => ({ status: 200, body: write(await findMessage(parts, call)) }),
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

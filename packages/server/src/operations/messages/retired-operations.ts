import { countCharacters } from "@repartee/protocol";
import type { Message } from "@repartee/send-core";
import type { Call, Operation } from "../../http/operation.ts";
import { RestError } from "../../http/rest-error.ts";
import { toRfc2822 } from "../../http/wire-date.ts";
import { listMessages } from "./list-messages.ts";
import { toPrice } from "./message-json.ts";
import { findMessage } from "./message-operations.ts";
import { type RecordedParts, recordCreate } from "./record-create.ts";

const path = "/2010-04-01/Accounts/{AccountSid}/SMS/Messages";
const MAX_CHARACTERS = 160;

/**
 * Creates, lists and fetches messages under the name that Messages had before 2013; apps of that time
 * still call it. A body has at most 160 characters: Twilio, "Error 21605",
 * twilio.com/docs/api/errors/21605.
 */
export function retiredMessageOperations(parts: RecordedParts): readonly Operation[] {
  async function create(call: Call) {
    if (countCharacters(call.form.text("Body") ?? "") > MAX_CHARACTERS) {
      throw new RestError(
        21605,
        `Body has more than ${MAX_CHARACTERS} characters; send longer texts through /Messages.`,
      );
    }
    return recordCreate(parts, call, toRetiredJson);
  }

  const api = { product: "api", path } as const;
  return [
    {
      ...api,
      method: "POST",
      differs: "MediaUrl works here too; removed from Twilio",
      run: create,
    },
    {
      ...api,
      method: "GET",
      run: (call) =>
        listMessages(parts.sendCore, call, { key: "sms_messages", write: toRetiredJson }),
    },
    {
      ...api,
      method: "GET",
      path: `${path}/{Sid}`,
      run: async (call) => ({ status: 200, body: toRetiredJson(await findMessage(parts, call)) }),
    },
  ];
}

/** The statuses of that time: no receipts, no Messaging Services. */
const statuses: Readonly<Partial<Record<Message["status"], string>>> = {
  accepted: "queued",
  scheduled: "queued",
  delivered: "sent",
  read: "sent",
  undelivered: "failed",
  canceled: "failed",
  receiving: "received",
};

const directions: Readonly<Record<Message["direction"], string>> = {
  inbound: "incoming",
  "outbound-api": "outbound-api",
  "outbound-reply": "outbound-reply",
};

function toRetiredJson(message: Message): object {
  const { sid, accountSid, price } = message;
  return {
    sid,
    date_created: toRfc2822(message.dateCreated),
    date_updated: toRfc2822(message.dateUpdated),
    date_sent: message.dateSent === null ? null : toRfc2822(message.dateSent),
    account_sid: accountSid,
    to: message.to,
    from: message.from,
    body: message.body,
    status: statuses[message.status] ?? message.status,
    direction: directions[message.direction],
    price: price && toPrice(price),
    api_version: "2010-04-01",
    uri: `${path.replace("{AccountSid}", accountSid)}/${sid}.json`,
  };
}

import { isSid } from "@repartee/protocol";
import type { MessageMedia } from "@repartee/send-core";
import { notFound } from "../../http/not-found.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { sendBytes } from "../../http/send-bytes.ts";
import type { MessageParts } from "./create-message.ts";
import { toMediaJson } from "./message-json.ts";
import { findMessage } from "./message-operations.ts";
import { readDate } from "./read-date.ts";

const media = "/2010-04-01/Accounts/{AccountSid}/Messages/{MessageSid}/Media";

/** Lists, fetches and deletes the media of a message; without an extension it is the bytes. */
export function mediaOperations(parts: MessageParts): readonly Operation[] {
  const { sendCore } = parts;

  async function list(call: Call): Promise<Answer> {
    const { sid } = await findMessage(parts, call, "MessageSid");
    const on = readDate(call, "DateCreated");
    const until = on?.dayEnd ?? readDate(call, "DateCreated<")?.before ?? Number.POSITIVE_INFINITY;
    const since = on?.dayStart ?? readDate(call, "DateCreated>")?.from ?? 0;
    const all = await sendCore.media(sid);
    const wanted = all.filter(({ dateCreated: at }) => at >= since && at < until);
    return answerPage(call, {
      key: "media_list",
      filters: ["DateCreated", "DateCreated<", "DateCreated>"],
      read: pagesOf(wanted),
      write: toMediaJson,
    });
  }

  async function fetch(call: Call): Promise<Answer> {
    const found = await find(call);
    if (call.format !== "none") return { status: 200, body: toMediaJson(found) };
    const content = await sendCore.mediaContent(found.messageSid, found.sid);
    if (!content) throw notFound(call);
    const bytes = Buffer.from(content.bytes);
    return { send: (res) => sendBytes(res, content.contentType, bytes, found.sid) };
  }

  async function remove(call: Call): Promise<Answer> {
    const { messageSid, sid } = await find(call);
    await sendCore.removeMedia(messageSid, sid);
    return { status: 204 };
  }

  async function find(call: Call): Promise<MessageMedia> {
    const { sid } = await findMessage(parts, call, "MessageSid");
    const all = isSid(call.path.Sid, "ME") ? await sendCore.media(sid) : [];
    const found = all.find((one) => one.sid === call.path.Sid);
    if (!found) throw notFound(call);
    return found;
  }

  return [
    { product: "api", method: "GET", path: media, run: list },
    {
      product: "api",
      method: "GET",
      path: `${media}/{Sid}`,
      differs: "bytes come without a redirect; open with `media.openAccess` alone",
      run: fetch,
    },
    { product: "api", method: "DELETE", path: `${media}/{Sid}`, run: remove },
  ];
}

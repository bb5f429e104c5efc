import type { AccountSid } from "@repartee/protocol";
import type { SendCore } from "@repartee/send-core";
import type { RequestHandler } from "express";
import type { Phone } from "../api/api-types.ts";
import { isoDate } from "./message-view.ts";

const MESSAGES_LOOKED_AT = 1000;

/** Answers with the handsets of the latest 1000 messages, the one heard of last first. */
export function knownPhones(
  sendCore: Pick<SendCore, "messages">,
  accountSid: AccountSid,
): RequestHandler {
  return async function knownPhones(_req, res) {
    const messages = await sendCore.messages({ accountSid, limit: MESSAGES_LOOKED_AT });
    const latest = new Map<string, number>();
    for (const { direction, from, to, dateCreated } of messages) {
      const handset = direction === "inbound" ? from : to;
      if (handset) latest.set(handset, Math.max(dateCreated, latest.get(handset) ?? 0));
    }
    const phones: readonly Phone[] = [...latest]
      .sort(([, a], [, b]) => b - a)
      .map(([number, time]) => ({ number, last_message_at: isoDate(time) }));
    res.json({ phones });
  };
}

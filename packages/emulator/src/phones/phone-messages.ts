import type { Message, SendCore } from "@repartee/send-core";
import type { RequestHandler } from "express";
import type { PhoneMessage } from "../api/api-types.ts";
import { copiedMessage, phoneMessage } from "./message-view.ts";
import { isHandset } from "./phone-state.ts";

/**
 * Answers with all that a handset has sent and all that has reached it, oldest first. A handset keeps
 * what an app redacts or removes.
 */
export function phoneMessages(sendCore: SendCore): RequestHandler<{ number: string }> {
  return async function phoneMessages(req, res) {
    const { number } = req.params;
    if (!isHandset(number, res)) return;
    const [all, copies] = await Promise.all([
      sendCore.conversation(number),
      sendCore.handsetCopies(number),
    ]);
    const statuses = new Map(all.map(({ sid, status }) => [sid, status]));
    const copied = new Set(copies.map(({ sid }) => sid));
    const seen = all.filter((message) => isOnHandset(message, number) && !copied.has(message.sid));
    const messages: readonly PhoneMessage[] = [
      ...(await Promise.all(seen.map((message) => phoneMessage(message, sendCore)))),
      ...copies.map((copy) => copiedMessage(copy, statuses.get(copy.sid) ?? copy.status)),
    ];
    res.json({ messages: messages.toSorted((a, b) => a.date.localeCompare(b.date)) });
  };
}

// What has not arrived, or never will, is for the inspector: a person sees no such message.
function isOnHandset({ direction, from, to, status }: Message, number: string): boolean {
  if (direction === "inbound") return from === number;
  return to === number && (status === "delivered" || status === "read");
}

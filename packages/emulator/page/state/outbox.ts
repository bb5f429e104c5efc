import type { Problem } from "../../src/api/api-types.ts";
import { type OutgoingMessage, postMessage } from "../api.ts";
import { messagesOf, refreshConversation } from "./conversations.ts";
import { refreshExchange } from "./exchanges.ts";
import { isSending, type Outgoing, outgoing } from "./outgoing.ts";

let count = 0;

/** Sends a message; it is pending until the conversation has it. */
export async function sendMessage(
  handset: string,
  message: OutgoingMessage,
): Promise<Problem | undefined> {
  count += 1;
  const id = count;
  outgoing.value = [...outgoing.value, { ...message, id, handset }];
  const result = await postMessage(handset, message);
  if (result.ok) {
    const { sid, exchange_sid } = result.sent;
    outgoing.value = outgoing.value.map((one) => (one.id === id ? { ...one, sid } : one));
    void refreshExchange(exchange_sid);
  } else leave(id);
  // While others are on their way, the last of them loads the conversation.
  if (!isSending(handset)) await settle(handset);
  return result.ok ? undefined : result.problem;
}

/** What is on its way from a handset to a number, and not in its conversation yet. */
export function pendingFrom(handset: string, to: string): readonly Outgoing[] {
  const there = new Set(messagesOf(handset)?.map(({ sid }) => sid));
  return outgoing.value.filter(
    (one) => one.handset === handset && one.to === to && !there.has(one.sid ?? ""),
  );
}

/** Loads the conversation, and lets go of what is in it. */
async function settle(handset: string): Promise<void> {
  await refreshConversation(handset);
  const there = new Set(messagesOf(handset)?.map(({ sid }) => sid));
  for (const { id, sid } of outgoing.peek()) if (sid !== undefined && there.has(sid)) leave(id);
}

function leave(id: number): void {
  outgoing.value = outgoing.value.filter((one) => one.id !== id);
}

import { type Signal, signal } from "@preact/signals";
import type { Problem } from "../../src/phone-api.ts";
import { type OutgoingMessage, postMessage } from "../api.ts";
import { refreshConversation } from "./conversations.ts";
import { refreshExchange } from "./exchanges.ts";

/** A message on its way from the page to the platform. */
export interface Outgoing extends OutgoingMessage {
  readonly id: number;
  readonly handset: string;
}

export const outbox: Signal<readonly Outgoing[]> = signal([]);

let count = 0;

/** Sends a message; it is in the outbox until the conversation has it. */
export async function sendMessage(
  handset: string,
  message: OutgoingMessage,
): Promise<Problem | undefined> {
  count += 1;
  const outgoing: Outgoing = { ...message, id: count, handset };
  outbox.value = [...outbox.value, outgoing];
  const result = await postMessage(handset, message);
  if (result.ok) {
    await Promise.all([refreshConversation(handset), refreshExchange(result.sent.exchange_sid)]);
  }
  outbox.value = outbox.value.filter(({ id }) => id !== outgoing.id);
  return result.ok ? undefined : result.problem;
}

/** Is something on its way from this handset? Its conversation is loaded when that has arrived. */
export function isSending(handset: string): boolean {
  return outbox.peek().some((outgoing) => outgoing.handset === handset);
}

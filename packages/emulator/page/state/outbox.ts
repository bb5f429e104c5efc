import { type Signal, signal } from "@preact/signals";
import type { Problem } from "../../src/phone-api.ts";
import { type OutgoingMessage, postMessage } from "../api.ts";
import { messagesOf, refreshConversation } from "./conversations.ts";
import { refreshExchange } from "./exchanges.ts";

/** A message on its way from the page to the platform. */
export interface Outgoing extends OutgoingMessage {
  readonly id: number;
  readonly handset: string;
  /** What the platform calls it, once it has it. */
  readonly sid?: string;
}

const outbox: Signal<readonly Outgoing[]> = signal([]);

let count = 0;

/** Sends a message; it is pending until the conversation has it. */
export async function sendMessage(
  handset: string,
  message: OutgoingMessage,
): Promise<Problem | undefined> {
  count += 1;
  const id = count;
  outbox.value = [...outbox.value, { ...message, id, handset }];
  const result = await postMessage(handset, message);
  if (!result.ok) {
    leave(id);
    return result.problem;
  }
  const { sid, exchange_sid } = result.sent;
  outbox.value = outbox.value.map((one) => (one.id === id ? { ...one, sid } : one));
  void refreshExchange(exchange_sid);
  // Until the platform has named all that is on its way, nobody could tell which of it is there.
  if (isSending(handset)) return undefined;
  await refreshConversation(handset);
  for (const one of outbox.peek()) {
    if (one.handset === handset && one.sid !== undefined) leave(one.id);
  }
  return undefined;
}

/** What is on its way from a handset to a number, and not in its conversation yet. */
export function pendingFrom(handset: string, to: string): readonly Outgoing[] {
  const there = new Set(messagesOf(handset)?.map(({ sid }) => sid));
  return outbox.value.filter(
    (one) => one.handset === handset && one.to === to && !there.has(one.sid ?? ""),
  );
}

/** Is something on its way from this handset? Its conversation is loaded when that has arrived. */
export function isSending(handset: string): boolean {
  return outbox.peek().some((one) => one.handset === handset && one.sid === undefined);
}

function leave(id: number): void {
  outbox.value = outbox.value.filter((one) => one.id !== id);
}

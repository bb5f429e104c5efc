import { type Signal, signal } from "@preact/signals";
import type { PhoneMessage } from "../../src/api/api-types.ts";
import { fetchMessages } from "../api.ts";
import { coalesced } from "./coalesced.ts";
import { isSending } from "./outgoing.ts";

const conversations: Signal<ReadonlyMap<string, readonly PhoneMessage[]>> = signal(new Map());

/** What a handset shows, oldest first; `undefined` until it has been loaded. */
export function messagesOf(handset: string): readonly PhoneMessage[] | undefined {
  return conversations.value.get(handset);
}

/** Loads a handset's messages anew. */
export const refreshConversation: (handset: string) => Promise<void> = coalesced(
  async (handset) => {
    const messages = await fetchMessages(handset);
    // Nobody could tell what is on its way from what is there; it is loaded again after that.
    if (isSending(handset)) return;
    conversations.value = new Map(conversations.value).set(handset, messages);
  },
);

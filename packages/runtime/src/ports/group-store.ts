import type { MessageSid } from "@repartee/protocol";

/** Keeps who else was addressed by an inbound group message, until it is answered and after. */
export interface GroupStore {
  save(sid: MessageSid, otherRecipients: readonly string[]): Promise<void>;
  /** Empty for a message between two. */
  find(sid: MessageSid): Promise<readonly string[]>;
}

/** Keeps them in memory. */
export function createMemoryGroups(): GroupStore {
  const groups = new Map<MessageSid, readonly string[]>();
  return {
    save: async (sid, otherRecipients) => void groups.set(sid, otherRecipients),
    find: async (sid) => groups.get(sid) ?? [],
  };
}

import type { MessageSid } from "@repartee/protocol";
import type { ExchangeDraft } from "./exchange-draft.ts";

/** The exchanges of the last inbound messages, also of those that have ended. */
export interface RecentDrafts {
  add(messageSid: MessageSid, draft: ExchangeDraft): void;
  find(messageSid: MessageSid): ExchangeDraft | undefined;
}

// Each may hold answers of 64 kB.
const MAX_DRAFTS = 200;

/** Makes an empty collection; the oldest exchange leaves it first. */
export function createRecentDrafts(): RecentDrafts {
  const drafts = new Map<MessageSid, ExchangeDraft>();
  return {
    add(messageSid, draft) {
      drafts.set(messageSid, draft);
      const [oldest] = drafts.keys();
      if (drafts.size > MAX_DRAFTS && oldest !== undefined) drafts.delete(oldest);
    },
    find: (messageSid) => drafts.get(messageSid),
  };
}

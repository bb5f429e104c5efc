import type { OptOutWords } from "./advanced-opt-out.ts";

/**
 * The words that long codes and toll-free numbers know by themselves, with the answers as they are
 * widely recorded; the platform's documentation leaves the wording of the last one open.
 */
export const defaultWords: OptOutWords = {
  optOut: {
    keywords: ["stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"],
    answer:
      "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
  },
  optIn: {
    keywords: ["start", "yes", "unstop"],
    answer:
      "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
  },
  help: {
    keywords: ["help", "info"],
    answer: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
  },
};

/** Words that a service's own list always has beside its own. */
export const reservedKeywords: Readonly<Record<keyof OptOutWords, readonly string[]>> = {
  optOut: ["stop"],
  optIn: ["start", "unstop"],
  help: ["help"],
};

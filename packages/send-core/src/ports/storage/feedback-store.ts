import type { MessageSid } from "@repartee/protocol";

/** Whether the recipient did what a message was for; times are milliseconds since the epoch. */
export interface Feedback {
  readonly messageSid: MessageSid;
  readonly outcome: "confirmed" | "unconfirmed";
  readonly dateCreated: number;
  readonly dateUpdated: number;
}

/** Keeps what apps have said of their messages. */
export interface FeedbackStore {
  /** Adds it, or replaces what was said before. */
  put(feedback: Pick<Feedback, "messageSid" | "outcome">, now: number): Promise<Feedback>;
  remove(messageSid: MessageSid): Promise<void>;
}

import type { MediaSid, MessageSid } from "@repartee/protocol";

/** A link in a text that stands for one media item which could not travel itself. */
export interface ShortLink {
  /** Seven letters and digits. */
  readonly token: string;
  readonly messageSid: MessageSid;
  readonly mediaSid: MediaSid;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

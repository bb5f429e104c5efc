import type { MediaContent } from "../message.ts";
import type { Refusal } from "../send-core.ts";

/** Gets outbound media from where the app keeps it. Never throws for what a server does. */
export interface MediaSource {
  /** @param maxBytes what is left of the message's 5 MB; more is refused with 11751. */
  fetch(url: string, maxBytes: number): Promise<({ readonly ok: true } & MediaContent) | Refusal>;
}

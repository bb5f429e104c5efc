import type { AccountSid } from "@repartee/protocol";
import type { MediaContent } from "../message.ts";
import type { Refusal } from "../refusal.ts";
import type { SenderType } from "./directory/sender-directory.ts";

/** What media have to fit. */
export interface FitFor {
  /** The recipient, in E.164. */
  readonly to: string;
  /** `undefined` when the sender is not known any more. */
  readonly senderType: SenderType | undefined;
  /** Bytes that all of them have together at most, whatever the carrier takes. */
  readonly maxBytes: number;
}

/** A media item as the carrier gets it. */
export interface FittedMedia extends MediaContent {
  /** What was done to it, as a sentence for the message's story; `undefined` when nothing was. */
  readonly change: string | undefined;
  /**
   * True for what the carrier would not take, and nothing here can make smaller: a link to where the
   * app keeps it goes in its place. Default: false.
   */
  readonly asLink?: boolean | undefined;
}

/** Gets outbound media from where the app keeps it. Never throws for what a server does. */
export interface MediaSource {
  /**
   * @param maxBytes what is left of the message's 5 MB; more is refused with 11751.
   * @param accountSid the account that sends the message.
   */
  fetch(
    url: string,
    maxBytes: number,
    accountSid: AccountSid,
  ): Promise<({ readonly ok: true } & MediaContent) | Refusal>;
  /**
   * Makes all media of a message fit the recipient's carrier, in their order. Without it they travel
   * as they came.
   */
  fit?(
    media: readonly MediaContent[],
    limits: FitFor,
  ): Promise<{ readonly ok: true; readonly media: readonly FittedMedia[] } | Refusal>;
}

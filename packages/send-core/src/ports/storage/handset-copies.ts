import type { MediaSid, MessageSid, MessageStatus } from "@repartee/protocol";
import type { MediaContent, MessageMedia } from "../../message.ts";

/** A message as its handset has it, after the app redacted or removed it or one of its media. */
export interface HandsetCopy {
  readonly sid: MessageSid;
  /** The handset sent it. */
  readonly isSent: boolean;
  readonly from: string;
  readonly to: string;
  /** As it was carried. */
  readonly body: string;
  readonly media: readonly HandsetMedia[];
  readonly otherRecipients: readonly string[];
  readonly status: MessageStatus;
  /** When it was sent or arrived, in milliseconds since the epoch. */
  readonly date: number;
}

/** One media item of a copy. */
export interface HandsetMedia extends Pick<MessageMedia, "sid" | "messageSid"> {
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Keeps on handsets what they have sent and received. The store makes a copy when a message that a
 * handset has is redacted, or it or one of its media is removed by the app; what removes old data
 * removes copies as well.
 */
export interface HandsetCopies {
  /** The copies of a handset, oldest first. */
  handsetCopies(handset: string): Promise<readonly HandsetCopy[]>;
  /** The bytes of an item of a copy. */
  handsetMedia(messageSid: MessageSid, sid: MediaSid): Promise<MediaContent | undefined>;
}

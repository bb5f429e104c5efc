import type { AccountSid, Sid } from "@repartee/protocol";
import type { CallbackTarget } from "../../message.ts";
import type { AdvancedOptOut } from "../../rules/opt-out/advanced-opt-out.ts";
import type { NumberWebhook } from "./sender-directory.ts";

/** A pool of senders with common settings. */
export interface MessagingService {
  readonly sid: Sid<"MG">;
  readonly accountSid: AccountSid;
  /** Addresses of its senders, in the order in which they were added. */
  readonly senders: readonly string[];
  /** For messages that name none. */
  readonly statusCallback?: CallbackTarget | undefined;
  /** Seconds. Default: 36000. */
  readonly validityPeriod?: number | undefined;
  /** Keeps a recipient's sender. Default: true. */
  readonly stickySender?: boolean | undefined;
  /** Sends text and a link where no MMS can go. Default: true. */
  readonly mmsConverter?: boolean | undefined;
  /** Default: false. */
  readonly smartEncoding?: boolean | undefined;
  /** Own words to opt out and in. Default: what its senders know by themselves. */
  readonly advancedOptOut?: AdvancedOptOut | undefined;
  /** Prefers a sender of the recipient's area code. Default: true. */
  readonly areaCodeGeomatch?: boolean | undefined;
  /** Where its inbound messages are announced; for numbers that do not use their own. */
  readonly inboundWebhook?: NumberWebhook | undefined;
  /** Its numbers' own webhooks are used. Default: true. */
  readonly useInboundWebhookOnNumber?: boolean | undefined;
}

/** Knows the Messaging Services. */
export interface MessagingServiceDirectory {
  find(sid: string): Promise<MessagingService | undefined>;
  /** The service that this sender is in: a sender is in one at most. */
  ofSender?(address: string): Promise<MessagingService | undefined>;
}

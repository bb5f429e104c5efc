export type {
  CallbackDelivery,
  CallbackTarget,
  MediaContent,
  Message,
  MessageDirection,
  MessageEvent,
  MessageMedia,
} from "./message.ts";
export type { Account, AccountDirectory } from "./ports/account-directory.ts";
export type { CallbackOutcome, CallbackPoster, CallbackRequest } from "./ports/callback-poster.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export type { MediaSource } from "./ports/media-source.ts";
export type {
  NumberWebhook,
  Sender,
  SenderDirectory,
  SenderType,
} from "./ports/sender-directory.ts";
export type {
  InboundArrival,
  MessageMoved,
  MessageQuery,
  Refusal,
  SendCore,
  SendRequest,
  SendResult,
} from "./send-core.ts";

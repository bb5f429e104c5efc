export { isAcceptedMedia } from "./accepted-media.ts";
export { callbackDestination } from "./callback-destination.ts";
export { createSendCore, type SendCoreParts } from "./create-send-core.ts";
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
export type { CallbackJob, CallbackQueue } from "./ports/callback-queue.ts";
export type {
  Carrier,
  CarrierAnswer,
  CarrierMedia,
  CarrierMessage,
  Receipt,
} from "./ports/carrier.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export type { DispatchQueue, DueMessage } from "./ports/dispatch-queue.ts";
export type { MediaSource } from "./ports/media-source.ts";
export type {
  Acceptance,
  AcceptResult,
  MessageStore,
  Move,
  Moved,
  SlotRequest,
  StoredArrival,
} from "./ports/message-store.ts";
export type {
  NumberWebhook,
  Sender,
  SenderDirectory,
  SenderType,
} from "./ports/sender-directory.ts";
export type { Store } from "./ports/store.ts";
export type { RandomBytes } from "./random-bytes.ts";
export { countSegments, type Segments } from "./segments.ts";
export type {
  InboundArrival,
  MessageMoved,
  MessageQuery,
  Refusal,
  SendCore,
  SendRequest,
  SendResult,
} from "./send-core.ts";
export { defaultRates, reserveSlot, type SenderRate, type Slot } from "./sender-rate.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

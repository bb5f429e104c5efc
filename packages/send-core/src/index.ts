export { countSegments, type Segments } from "./body/segments.ts";
export { callbackDestination } from "./callback-destination.ts";
export { defaultScheduleWindow, type ScheduleWindow } from "./check-schedule.ts";
export {
  configuredAccounts,
  configuredSenders,
  configuredServices,
} from "./configuration/directories.ts";
export { friendlyNumber } from "./configuration/friendly-number.ts";
export { leavePool, releaseNumber } from "./configuration/release-number.ts";
export { serviceDefaults } from "./configuration/service-defaults.ts";
export { createSendCore, type SendCoreParts } from "./create-send-core.ts";
export { explainMessage, type MessageRecord } from "./explain-message.ts";
export type {
  CallbackDelivery,
  CallbackTarget,
  MediaContent,
  Message,
  MessageDirection,
  MessageEvent,
  MessageMedia,
  MessageNote,
  NoteKind,
  Price,
  Transport,
} from "./message.ts";
export {
  type AdvancedOptOut,
  checkAdvancedOptOut,
  type KeywordAnswer,
  type LanguageWords,
  type OptOutWords,
  optOutLanguages,
} from "./opt-out/advanced-opt-out.ts";
export { exportOptOuts, importOptOuts } from "./opt-out/opt-out-file.ts";
export { pause } from "./pause.ts";
export type { Account, AccountDirectory } from "./ports/account-directory.ts";
export type {
  AccountEvent,
  AccountEventQuery,
  AccountEvents,
  ChangedProperty,
} from "./ports/account-events.ts";
export type {
  Address,
  CallerId,
  TriggerFiring,
  UsageTrigger,
} from "./ports/account-resources.ts";
export type { CallbackOutcome, CallbackPoster, CallbackRequest } from "./ports/callback-poster.ts";
export type { CallbackJob, CallbackQueue } from "./ports/callback-queue.ts";
export type {
  Carrier,
  CarrierAnswer,
  CarrierFault,
  CarrierMedia,
  CarrierMessage,
  Receipt,
} from "./ports/carrier.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export type {
  ApiKey,
  Application,
  Configuration,
  ConfigurationDraft,
  ConfiguredAccount,
  ConfiguredNumber,
  ConfiguredResource,
  ConfiguredService,
  MessageUrls,
  NumberDraft,
  NumberReader,
  PoolMember,
  ResourceDraft,
  ResourceReader,
  SecondaryToken,
  ServiceDraft,
  ServiceReader,
} from "./ports/configuration.ts";
export type {
  DispatchQueue,
  DueMessage,
  TakenMessages,
} from "./ports/dispatch-queue.ts";
export type { Feedback, FeedbackStore } from "./ports/feedback-store.ts";
export type { HandsetCopies, HandsetCopy, HandsetMedia } from "./ports/handset-copies.ts";
export type { Locate } from "./ports/locate.ts";
export type { LineFacts, LineType, Lookup, NumberFacts } from "./ports/lookup.ts";
export type { FitFor, FittedMedia, MediaSource } from "./ports/media-source.ts";
export type {
  Acceptance,
  AcceptResult,
  Candidate,
  Entry,
  MessageStore,
  Move,
  Moved,
  NoSlot,
  QueueResult,
  Repeated,
  SlotPlan,
  StoredArrival,
} from "./ports/message-store.ts";
export type { MessagingService, MessagingServiceDirectory } from "./ports/messaging-services.ts";
export { type HandOver, type Observer, observers } from "./ports/observer.ts";
export type { OptOut, OptOutKey, OptOutList } from "./ports/opt-out-list.ts";
export type {
  NumberWebhook,
  Sender,
  SenderDirectory,
  SenderType,
} from "./ports/sender-directory.ts";
export type { ShortLink } from "./ports/short-links.ts";
export type { Store } from "./ports/store.ts";
export type { CountryPrices, KnownPrices } from "./price/country-prices.ts";
export { pricesIn } from "./price/price-of.ts";
export {
  type CarrierFees,
  defaultPriceRules,
  type PriceRules,
  type SenderPrices,
  type TwoWayPrice,
} from "./price/price-rules.ts";
export type { RandomBytes } from "./random-bytes.ts";
export {
  type Campaign,
  type CampaignTier,
  type DailyCap,
  defaultRateRules,
  type RateRules,
  type SenderRate,
} from "./rates/rate-rules.ts";
export { createLookup } from "./reach/lookup.ts";
export type { ReachRules } from "./reach/way-to.ts";
export { type Refusal, refusal } from "./refusal.ts";
export type {
  ChangeResult,
  InboundArrival,
  MessageMoved,
  MessageQuery,
  SendCore,
  SendRequest,
  SendResult,
  TimelineEntry,
} from "./send-core.ts";
export { createPacing, type PacedMessage, type Pacing } from "./slots/pacing.ts";
export { dayIn, type QuotaUse } from "./slots/quota.ts";
export { findSlot, type Reservation } from "./slots/reserve-slot.ts";
export type { LimitUse, SlotCalendar, SlotRun } from "./slots/slot-calendar.ts";
export { tellWait } from "./slots/tell-wait.ts";
export { storageRefusal } from "./storage-refusal.ts";
export { type TestSendParts, testSend } from "./test-send.ts";
export type { MessageUse, Usage, UsageQuery } from "./usage/usage.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

export { defaultScheduleWindow, type ScheduleWindow } from "./accept/check-schedule.ts";
export { callbackDestination } from "./callbacks/callback-destination.ts";
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
export type { CallbackOutcome, CallbackPoster, CallbackRequest } from "./ports/callback-poster.ts";
export type {
  Carrier,
  CarrierAnswer,
  CarrierFault,
  CarrierMedia,
  CarrierMessage,
  Receipt,
} from "./ports/carrier.ts";
export { type Clock, systemClock } from "./ports/clock.ts";
export type { Account, AccountDirectory } from "./ports/directory/account-directory.ts";
export type {
  Address,
  CallerId,
  TriggerFiring,
  UsageTrigger,
} from "./ports/directory/account-resources.ts";
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
} from "./ports/directory/configuration.ts";
export type {
  MessagingService,
  MessagingServiceDirectory,
} from "./ports/directory/messaging-services.ts";
export type {
  NumberWebhook,
  Sender,
  SenderDirectory,
  SenderType,
} from "./ports/directory/sender-directory.ts";
export type { ShortLink } from "./ports/directory/short-links.ts";
export type { Locate } from "./ports/locate.ts";
export type { LineFacts, LineType, Lookup, NumberFacts } from "./ports/lookup.ts";
export type { FitFor, FittedMedia, MediaSource } from "./ports/media-source.ts";
export { type HandOver, type Observer, observers } from "./ports/observer.ts";
export type {
  AccountEvent,
  AccountEventQuery,
  AccountEvents,
  ChangedProperty,
} from "./ports/storage/account-events.ts";
export type { CallbackJob, CallbackQueue } from "./ports/storage/callback-queue.ts";
export type {
  DispatchQueue,
  DueMessage,
  TakenMessages,
} from "./ports/storage/dispatch-queue.ts";
export type { Feedback, FeedbackStore } from "./ports/storage/feedback-store.ts";
export type { HandsetCopies, HandsetCopy, HandsetMedia } from "./ports/storage/handset-copies.ts";
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
} from "./ports/storage/message-store.ts";
export type { OptOut, OptOutKey, OptOutList } from "./ports/storage/opt-out-list.ts";
export type { Store } from "./ports/storage/store.ts";
export type { RandomBytes } from "./random-bytes.ts";
export { type Refusal, refusal } from "./refusal.ts";
export { countSegments, type Segments } from "./rules/body/segments.ts";
export {
  type AdvancedOptOut,
  checkAdvancedOptOut,
  type KeywordAnswer,
  type LanguageWords,
  type OptOutWords,
  optOutLanguages,
} from "./rules/opt-out/advanced-opt-out.ts";
export { exportOptOuts, importOptOuts } from "./rules/opt-out/opt-out-file.ts";
export type { CountryPrices, KnownPrices } from "./rules/price/country-prices.ts";
export { pricesIn } from "./rules/price/price-of.ts";
export {
  type CarrierFees,
  defaultPriceRules,
  type PriceRules,
  type SenderPrices,
  type TwoWayPrice,
} from "./rules/price/price-rules.ts";
export {
  type Campaign,
  type CampaignTier,
  type DailyCap,
  defaultRateRules,
  type RateRules,
  type SenderRate,
} from "./rules/rates/rate-rules.ts";
export { createLookup } from "./rules/route/lookup.ts";
export type { ReachRules } from "./rules/route/route.ts";
export { explainWait } from "./rules/slots/explain-wait.ts";
export { createPacing, type PacedMessage, type Pacing } from "./rules/slots/pacing.ts";
export { dayIn, type QuotaUse } from "./rules/slots/quota.ts";
export { findSlot, type Reservation } from "./rules/slots/reserve-slot.ts";
export type { LimitUse, SlotCalendar, SlotRun } from "./rules/slots/slot-calendar.ts";
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
export { storageRefusal } from "./storage-refusal.ts";
export { type TestSendParts, testSend } from "./test-send.ts";
export type { MessageUse, Usage, UsageQuery } from "./usage/usage.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
export { pause } from "./work/pause.ts";

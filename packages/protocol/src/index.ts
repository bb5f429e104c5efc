export {
  type AcceptsOptions,
  acceptedMediaTypes,
  isAcceptedMedia,
  type MediaChannel,
} from "./accepted-media.ts";
export {
  type Address,
  type Channel,
  formatAddress,
  isAlphanumericSender,
  isE164,
  isShortCode,
  isTollFree,
  parseAddress,
  tollFreeAreaCodes,
} from "./address.ts";
export {
  type ConnectionOverrides,
  type OverrideFault,
  parseConnectionOverrides,
  type RetryCause,
} from "./connection-overrides.ts";
export { countCharacters } from "./count-characters.ts";
export { type CodeEntry, codeEntries, codeEntry } from "./error-code.ts";
export type { ErrorLevel } from "./error-codes/code-row.ts";
export { type FormPairs, parseForm, writeForm } from "./form.ts";
export { errorCodeOf, hasErrorCode } from "./has-error-code.ts";
export { type Compression, type ContentCodings, contentCodings } from "./http/content-codings.ts";
export { isHttpUrl } from "./http/http-url.ts";
export { locationUrl } from "./http/location.ts";
export { redactUrls } from "./http/redact-urls.ts";
export {
  type InboundAnnouncement,
  toInboundMessageFields,
} from "./inbound/inbound-announcement.ts";
export {
  type FallbackReason,
  type InboundMediaItem,
  type InboundMessage,
  type OptOutType,
  type Place,
  parseInboundMessage,
} from "./inbound/inbound-message.ts";
export type {
  PressedButton,
  Referral,
  RepliedMessage,
  RichParts,
  SharedLocation,
} from "./inbound/inbound-rich-parts.ts";
export * from "./limits.ts";
export {
  canMove,
  isFinal,
  isMessageStatus,
  type MessageStatus,
  messageStatuses,
} from "./message-status.ts";
export { normalizeNumber } from "./phone-numbers/normalize-number.ts";
export { readPhoneNumber } from "./phone-numbers/read-phone-number.ts";
export {
  type ErrorCode,
  isReparteeError,
  ReparteeError,
  type ReparteeErrorOptions,
} from "./repartee-error.ts";
export { type FaultPhase, type RequestEnd, retryCause } from "./retry-cause.ts";
export {
  type AccountSid,
  createSid,
  isMessageSid,
  isSid,
  type MediaSid,
  type MessageSid,
  type Sid,
  type SidPrefix,
} from "./sid.ts";
export {
  bodySha256,
  isSigned,
  isSignedBody,
  isSignedText,
  type SignedParts,
  sign,
  signatureBase,
  signedUrl,
} from "./signature/signature.ts";
export { signedFields } from "./signature/signed-fields.ts";
export {
  type ChannelStatus,
  isNewerStatus,
  parseStatusEvent,
  type ReportedStatus,
  type StatusAnnouncement,
  type StatusEvent,
  toStatusEventFields,
} from "./status-event.ts";

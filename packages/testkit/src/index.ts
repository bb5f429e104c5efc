export type { Handler } from "./app-host.ts";
export {
  type InboundOverrides,
  inboundFields,
  type StatusOverrides,
  statusFields,
} from "./fields.ts";
export type { MediaFile } from "./media-file.ts";
export { createRandom, mutate } from "./mutate.ts";
export type {
  Matching,
  Phone,
  PhoneReceives,
  PhoneSends,
  ReceivedMessage,
  SentMessage,
} from "./phone.ts";
export { type ReplayAgainst, type ReplayReport, replay } from "./replay.ts";
export type { SdkFactory, SdkHttpClient, SdkRequest, SdkResponse } from "./sdk-client.ts";
export { type SignedRequest, type SignedRequestOptions, signedRequest } from "./signed-request.ts";
export {
  startPlatform,
  type TestClock,
  type TestPlatform,
  type TestPlatformOptions,
} from "./start-platform.ts";

export type { NumberConfig, PlatformConfig } from "./config.ts";
export {
  type DataFolder,
  examineDataFolder,
  openDataFolder,
  recoverDataFolder,
} from "./data-folder.ts";
export type { ComparedLine } from "./recording/compare-exchanges.ts";
export type { RecordedPlatform } from "./recording/describe-exchange.ts";
export { formatReplay } from "./recording/format-replay.ts";
export {
  type RecordedExchange,
  type RecordedMedia,
  type RecordedMessage,
  type RecordedRequest,
  type Recording,
  recordedNumbers,
} from "./recording/recorded-exchange.ts";
export { readRecording } from "./recording/recording-file.ts";
export {
  type ReplayOptions,
  type ReplayResult,
  type ReplayStep,
  replayRecording,
} from "./recording/replay-recording.ts";
export {
  type ReplayPlatformOptions,
  startReplayPlatform,
} from "./recording/start-replay-platform.ts";
export { type Platform, startPlatform } from "./start-platform.ts";

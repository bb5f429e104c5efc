export type { NumberConfig } from "./config/number-config.ts";
export type { PlatformConfig } from "./config/platform-config.ts";
export { type ServiceConfig, serviceSid } from "./config/service-config.ts";
export {
  type FileSurroundings,
  parsePlatformFile,
  readPlatformFile,
} from "./config-file/parse-platform-file.ts";
export { type PlatformFile, platformFileSchema } from "./config-file/platform-file.ts";
export {
  type DataFolder,
  examineDataFolder,
  openDataFolder,
  recoverDataFolder,
} from "./data/data-folder.ts";
export { createLocalApp, type LocalApp, type LocalAppStatus } from "./local-app/local-app.ts";
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
export { devRetention, type Retention } from "./retention/retention-limits.ts";
export { type Platform, startPlatform } from "./start-platform.ts";

export { type AddressClass, classifyAddress } from "./address-class.ts";
export { limitedCarriers, type MmsRoute, mmsLimit, safeMessageBytes } from "./carrier-limits.ts";
export { type ContactSheetOptions, contactSheet } from "./contact-sheet.ts";
export {
  createMediaFetcher,
  type MediaFetcher,
  type MediaFetcherOptions,
} from "./create-media-fetcher.ts";
export { fetchMedia } from "./fetch-media.ts";
export type { FetchMediaOptions } from "./fetch-options.ts";
export { type FitOptions, type FittedPicture, fit } from "./fit.ts";
export { type FitAllOptions, type FittedPart, fitAll, type MediaPart } from "./fit-all.ts";
export { type CleanPicture, type ImageOptions, image, type RemovedMetadata } from "./image.ts";
export type { Media, MediaDescription, MediaInput } from "./media.ts";
export type { CachedMedia, MediaCache } from "./media-cache.ts";
export type { PictureLimits } from "./opening/read-head.ts";
export type { Picture } from "./picture.ts";
export {
  type OutboundPart,
  type PrepareOutboundOptions,
  prepareOutbound,
} from "./prepare-outbound.ts";
export { type MediaFacts, type ProbeOptions, probe } from "./probe.ts";
export { sniffType } from "./sniff/sniff-type.ts";
export { type SpooledMedia, type SpoolMediaOptions, spoolMedia } from "./spool-media.ts";
export {
  createFolderStorage,
  type FiledMedia,
  type FolderStorage,
  type FolderStorageOptions,
} from "./storage/folder-storage.ts";
export type {
  LinkOptions,
  MediaStorage,
  NewMedia,
  OpenMedia,
  StoredMedia,
} from "./storage/media-storage.ts";
export { type MediaHandler, serveMedia } from "./storage/serve-media.ts";
export type { LinkState } from "./storage/signed-link.ts";
export type { Swept } from "./storage/sweep-folder.ts";
export { thumbnail } from "./thumbnail.ts";
export {
  createTranscoder,
  type Transcoded,
  type TranscodeOptions,
  type Transcoder,
  type TranscoderOptions,
} from "./transcode.ts";

export {
  createMediaFetcher,
  type MediaFetcher,
  type MediaFetcherOptions,
} from "./fetch/create-media-fetcher.ts";
export { fetchMedia } from "./fetch/fetch-media.ts";
export type { FetchMediaOptions } from "./fetch/fetch-options.ts";
export type { CachedMedia, MediaCache } from "./fetch/media-cache.ts";
export { type SpooledMedia, type SpoolMediaOptions, spoolMedia } from "./fetch/spool-media.ts";
export {
  createTranscoder,
  type Transcoded,
  type TranscodeOptions,
  type Transcoder,
  type TranscoderOptions,
} from "./film/transcode.ts";
export type { Media, MediaDescription, MediaInput } from "./media.ts";
export type { PictureLimits } from "./opening/read-head.ts";
export {
  limitedCarriers,
  type MmsRoute,
  mmsLimit,
  safeMessageBytes,
} from "./outbound/carrier-limits.ts";
export { type FitAllOptions, type FittedPart, fitAll, type MediaPart } from "./outbound/fit-all.ts";
export {
  type OutboundPart,
  type PrepareOutboundOptions,
  prepareOutbound,
} from "./outbound/prepare-outbound.ts";
export { type ContactSheetOptions, contactSheet } from "./picture/contact-sheet.ts";
export { type FitOptions, type FittedPicture, fit } from "./picture/fit.ts";
export {
  type CleanPicture,
  type ImageOptions,
  image,
  type RemovedMetadata,
} from "./picture/image.ts";
export type { Picture } from "./picture/picture.ts";
export { thumbnail } from "./picture/thumbnail.ts";
export { type MediaFacts, type ProbeOptions, probe } from "./probe.ts";
export { type AddressClass, classifyAddress } from "./reach/address-class.ts";
export { sniffType } from "./sniff/sniff-type.ts";
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

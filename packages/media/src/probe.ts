import { createRequire } from "node:module";
import { ReparteeError } from "@repartee/protocol";
import { loadOptional } from "./load-optional.ts";
import { bytesOf, type MediaInput } from "./media.ts";
import { openPicture, type PictureLimits } from "./open-picture.ts";
import { sniffType } from "./sniff-type.ts";

/** What there is to know of a media item before it is opened. */
export interface MediaFacts {
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Pixels, upright; of pictures and films. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** Of pictures: 1 unless they move. */
  readonly frames?: number | undefined;
  /** Milliseconds; of sound, film and moving pictures. */
  readonly durationMs?: number | undefined;
  /** As the container names it, such as `AVC`. */
  readonly videoCodec?: string | undefined;
  readonly audioCodec?: string | undefined;
  /** Of documents. */
  readonly pages?: number | undefined;
}

export interface ProbeOptions extends PictureLimits {
  /** Decides where the bytes leave the type open. */
  readonly declaredType?: string | undefined;
}

/**
 * Tells what a media item is: dimensions, frames, duration, codecs, pages.
 *
 * @throws ReparteeError `media_type_unknown` when the bytes are nothing known; `probe_unsupported`
 * when the optional package for this kind is not installed; `media_unreadable` when it is damaged;
 * those of {@link openPicture} for pictures.
 */
export async function probe(media: MediaInput, options: ProbeOptions = {}): Promise<MediaFacts> {
  const bytes = bytesOf(media);
  const contentType = await sniffType(bytes, options.declaredType);
  if (contentType === undefined) {
    throw new ReparteeError("media_type_unknown", "The bytes are of no type that is known.");
  }
  const known = { contentType, size: bytes.length };
  if (contentType.startsWith("image/"))
    return { ...known, ...(await probePicture(bytes, options)) };
  if (/^(audio|video)\//.test(contentType)) return { ...known, ...(await probeTracks(bytes)) };
  if (contentType === "application/pdf") return { ...known, pages: await countPages(bytes) };
  return known;
}

type Facts = Omit<MediaFacts, "contentType" | "size">;

async function probePicture(bytes: Uint8Array, limits: PictureLimits): Promise<Facts> {
  const { width, height, frames, metadata } = await openPicture(bytes, limits);
  const delays = (metadata.delay ?? []).slice(0, frames);
  const durationMs = frames > 1 ? delays.reduce((sum, one) => sum + one, 0) : undefined;
  return { width, height, frames, durationMs };
}

/** One sound or film is read at a time: each reader is a WebAssembly instance of some megabytes. */
async function probeTracks(bytes: Uint8Array): Promise<Facts> {
  const { default: mediaInfoFactory } = await loadOptional(
    () => import("mediainfo.js"),
    "probe_unsupported",
    "Sound and film need the package mediainfo.js: install it beside @repartee/media.",
  );
  const reader = await mediaInfoFactory({
    format: "object",
    // Its own guess is a path beside whatever file it was bundled into.
    locateFile: (name) => createRequire(import.meta.url).resolve(`mediainfo.js/${name}`),
  });
  try {
    const { media } = await reader.analyzeData(bytes.length, (size, offset) =>
      bytes.subarray(offset, offset + size),
    );
    const facts: { -readonly [K in keyof Facts]: Facts[K] } = {};
    for (const track of media?.track ?? []) {
      if (track["@type"] === "General" && track.Duration !== undefined)
        facts.durationMs = Math.round(track.Duration * 1000);
      if (track["@type"] === "Video") {
        const turned = Number(track.Rotation ?? 0) % 180 !== 0;
        facts.videoCodec = track.Format;
        facts.width = turned ? track.Height : track.Width;
        facts.height = turned ? track.Width : track.Height;
      }
      if (track["@type"] === "Audio") facts.audioCodec = track.Format;
    }
    if (facts.videoCodec === undefined && facts.audioCodec === undefined)
      throw new ReparteeError("media_unreadable", "There is neither sound nor film in it.");
    return facts;
  } finally {
    reader.close();
  }
}

async function countPages(bytes: Uint8Array): Promise<number> {
  const { PDFDocument } = await loadOptional(
    () => import("@cantoo/pdf-lib"),
    "probe_unsupported",
    "The pages of a PDF need the package @cantoo/pdf-lib: install it beside @repartee/media.",
  );
  try {
    const document = await PDFDocument.load(bytes, {
      ignoreEncryption: true,
      updateMetadata: false,
    });
    return document.getPageCount();
  } catch (cause) {
    throw new ReparteeError("media_unreadable", "The PDF cannot be read.", { cause });
  }
}

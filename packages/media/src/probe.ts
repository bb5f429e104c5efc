import { ReparteeError } from "@repartee/protocol";
import { documents, readFacts, soundAndFilm } from "./confined/read-facts.ts";
import { bytesOf, type MediaInput } from "./media.ts";
import { type PictureLimits, readHead } from "./opening/read-head.ts";
import { sniffType } from "./sniff/sniff-type.ts";

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
  /** Of documents, and of pictures with several that do not move. */
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
 * `probe_timeout`; those of {@link fit} for pictures.
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
  const { timeoutSeconds = 20, signal } = options;
  const strangers = { bytes, timeoutMs: timeoutSeconds * 1000, signal };
  if (/^(audio|video)\//.test(contentType))
    return { ...known, ...(await readFacts(soundAndFilm, strangers)) };
  if (contentType === "application/pdf")
    return { ...known, ...(await readFacts(documents, strangers)) };
  return known;
}

async function probePicture(
  bytes: Uint8Array,
  limits: PictureLimits,
): Promise<Omit<MediaFacts, "contentType" | "size">> {
  const { width, height, frames, pages, metadata } = await readHead(bytes, limits);
  const delays = (metadata.delay ?? []).slice(0, frames);
  const durationMs = frames > 1 ? delays.reduce((sum, one) => sum + one, 0) : undefined;
  return { width, height, frames, durationMs, ...(pages > 1 && { pages }) };
}

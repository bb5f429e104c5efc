import {
  createTranscoder,
  type FetchMediaOptions,
  fetchMedia,
  type Media,
  prepareOutbound,
} from "@repartee/media";
import { isAcceptedMedia, isReparteeError, redactUrls } from "@repartee/protocol";
import { type MediaSource, type Refusal, refusal } from "@repartee/send-core";
import type { FindOwnMedia } from "./own-media.ts";

/** Twilio's codes for media that cannot be fetched; for everything else it is 11200. */
const codes: Readonly<Record<string, number>> = {
  media_url_invalid: 21620,
  media_too_large: 11751,
  media_type_mismatch: 12300,
  image_unreadable: 12300,
};

export interface MediaSourceOptions extends FetchMediaOptions {
  /** The name of the carrier that a number is with; `undefined` when nobody knows. */
  readonly carrierOf: (number: string) => string | undefined;
  /** The URL that is requested for this one. Default: the URL itself. */
  readonly locate?: ((url: string) => string) | undefined;
  /** Media that need no request. Default: all are requested. */
  readonly findOwnMedia?: FindOwnMedia | undefined;
}

/** Fetches outbound media through the media gate, and makes them fit their recipient's carrier. */
export function createMediaSource({
  carrierOf,
  locate = (url) => url,
  findOwnMedia,
  ...options
}: MediaSourceOptions): MediaSource {
  const transcoder = createTranscoder();
  return {
    async fetch(url, maxBytes, accountSid) {
      const own = await findOwnMedia?.(url, accountSid);
      if (own) return { ok: true, ...own };
      try {
        const media = await fetchMedia(locate(url), { ...options, maxBytes });
        const { contentType, bytes } = media;
        const mismatch = checkHeader(media);
        return mismatch ? naming(url, mismatch) : { ok: true, contentType, bytes };
      } catch (error) {
        return naming(url, refusalOf(error));
      }
    },
    async fit(media, { to, senderType, maxBytes }) {
      try {
        const route = { carrier: carrierOf(to), senderType };
        const prepared = await prepareOutbound(media, { ...route, maxBytes, transcoder });
        return {
          ok: true,
          media: prepared.map(({ outcome, ...media }) => ({
            ...media,
            asLink: outcome === "not-convertible",
          })),
        };
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

/**
 * Refuses media whose Content-Type header does not fit. The bytes alone are not enough: Twilio validates
 * the header and rejects what does not match ("Accepted content types for media",
 * twilio.com/docs/messaging/guides/accepted-mime-types); without a header it is a failed retrieval
 * ("Error 11200", twilio.com/docs/api/errors/11200).
 */
function checkHeader({ declaredType, contentType, isAsDeclared }: Media): Refusal | undefined {
  if (declaredType === undefined) {
    return refusal(
      11200,
      `The server sent the media without a Content-Type header; the bytes are ${contentType}. Send the header.`,
    );
  }
  if (!isAcceptedMedia(declaredType)) {
    return refusal(
      12300,
      `The media's Content-Type is ${declaredType}, which an MMS cannot carry; the bytes are ${contentType}. Send the type of the bytes.`,
    );
  }
  if (!isAsDeclared && !isSameFamily(declaredType, contentType)) {
    return refusal(
      12300,
      `The media's Content-Type is ${declaredType}, but the bytes are ${contentType}. Send the type of the bytes.`,
    );
  }
  return undefined;
}

/** One container for sound and film, and text by another name of text, are not a mismatch. */
function isSameFamily(declaredType: string, contentType: string): boolean {
  const [kind, container] = declaredType.split("/", 2);
  const [sniffedKind, sniffedContainer] = contentType.split("/", 2);
  if (kind === "text") return sniffedKind === "text" && isAcceptedMedia(contentType);
  if (!/^(audio|video)$/.test(kind ?? "")) return false;
  const areBoth = (names: RegExp) =>
    names.test(`${container}`) && names.test(`${sniffedContainer}`);
  return container === sniffedContainer || areBoth(/^(mp4|mpeg4|quicktime|3gpp2?)$/);
}

/** A message may have ten media: the sentence says which one is meant. */
function naming(url: string, { code, sentence }: Refusal): Refusal {
  return refusal(code, `${redactUrls(url)}: ${sentence}`);
}

function refusalOf(error: unknown): Refusal {
  if (!isReparteeError(error)) throw error;
  return refusal(codes[error.code] ?? 11200, error.message);
}

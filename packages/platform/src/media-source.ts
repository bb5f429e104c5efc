import {
  createTranscoder,
  type FetchMediaOptions,
  fetchMedia,
  prepareOutbound,
} from "@repartee/media";
import { isReparteeError } from "@repartee/protocol";
import type { MediaSource } from "@repartee/send-core";

/** The platform's codes for media that cannot be had; for all else it is 11200. */
const codes: Readonly<Record<string, number>> = {
  media_url_invalid: 21620,
  media_too_large: 11751,
  media_type_mismatch: 12300,
  image_unreadable: 12300,
};

export interface MediaSourceOptions extends FetchMediaOptions {
  /** The name of the carrier that a number is with; `undefined` when nobody knows. */
  readonly carrierOf: (number: string) => string | undefined;
}

/** Fetches outbound media through the media gate, and makes them fit their recipient's carrier. */
export function createMediaSource({ carrierOf, ...options }: MediaSourceOptions): MediaSource {
  const transcoder = createTranscoder();
  return {
    async fetch(url, maxBytes) {
      try {
        const { contentType, bytes } = await fetchMedia(url, { ...options, maxBytes });
        return { ok: true, contentType, bytes };
      } catch (error) {
        return refusal(error);
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
        return refusal(error);
      }
    },
  };
}

function refusal(error: unknown) {
  if (!isReparteeError(error)) throw error;
  return { ok: false as const, code: codes[error.code] ?? 11200, sentence: error.message };
}

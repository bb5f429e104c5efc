import { type FetchMediaOptions, fetchMedia } from "@repartee/media";
import { isReparteeError } from "@repartee/protocol";
import type { MediaSource } from "@repartee/send-core";

/** The platform's codes for media that cannot be had; for all else it is 11200. */
const codes: Readonly<Record<string, number>> = {
  media_url_invalid: 21620,
  media_too_large: 11751,
  media_type_mismatch: 12300,
};

/** Fetches outbound media through the media gate. */
export function createMediaSource(options: FetchMediaOptions): MediaSource {
  return {
    async fetch(url, maxBytes) {
      try {
        const { contentType, bytes } = await fetchMedia(url, { ...options, maxBytes });
        return { ok: true, contentType, bytes };
      } catch (error) {
        if (!isReparteeError(error)) throw error;
        return { ok: false, code: codes[error.code] ?? 11200, sentence: error.message };
      }
    },
  };
}

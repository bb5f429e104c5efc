import { MAX_MESSAGE_BYTES } from "@repartee/protocol";
import { isAcceptedMedia } from "./accepted-media.ts";
import type { Message } from "./message.ts";
import type { CarrierMedia } from "./ports/carrier.ts";
import type { MediaSource } from "./ports/media-source.ts";
import type { Store } from "./ports/store.ts";
import type { Refusal } from "./send-core.ts";

/** All media of an outbound message, fetched and stored; or why one of them could not be had. */
export async function fetchOutboundMedia(
  message: Message,
  { store, mediaSource }: { readonly store: Store; readonly mediaSource: MediaSource },
): Promise<{ readonly ok: true; readonly media: readonly CarrierMedia[] } | Refusal> {
  if (message.numMedia === 0) return { ok: true, media: [] };
  let left = MAX_MESSAGE_BYTES - Buffer.byteLength(message.body);
  const media: CarrierMedia[] = [];
  for (const item of await store.media(message.sid)) {
    let { contentType, size } = item;
    // After an interrupted run some are there already.
    if (contentType === null || size === null) {
      const got = await mediaSource.fetch(item.sourceUrl ?? "", left);
      if (!got.ok) return got;
      if (!isAcceptedMedia(got.contentType)) {
        const sentence = `An MMS cannot carry media of the type ${got.contentType}.`;
        return { ok: false, code: 12300, sentence };
      }
      if (got.bytes.length > left) {
        const sentence = `Body and media are over ${MAX_MESSAGE_BYTES} bytes together.`;
        return { ok: false, code: 11751, sentence };
      }
      ({ contentType } = got);
      size = got.bytes.length;
      await store.saveMediaContent(message.sid, item.sid, got);
    }
    left -= size;
    media.push({
      contentType,
      size,
      async read() {
        const content = await store.mediaContent(message.sid, item.sid);
        return content?.bytes ?? new Uint8Array();
      },
    });
  }
  return { ok: true, media };
}

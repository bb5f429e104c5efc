import { isAcceptedMedia, MAX_MESSAGE_BYTES, type MediaSid } from "@repartee/protocol";
import type { Message, MessageMedia } from "./message.ts";
import type { CarrierMedia } from "./ports/carrier.ts";
import type { Clock } from "./ports/clock.ts";
import type { FittedMedia, MediaSource } from "./ports/media-source.ts";
import type { SenderDirectory } from "./ports/sender-directory.ts";
import type { Store } from "./ports/store.ts";
import type { Refusal } from "./send-core.ts";

export interface OutboundMediaParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly senders: SenderDirectory;
  readonly mediaSource: MediaSource;
}

/**
 * All media of an outbound message: fetched once, made to fit the recipient's carrier, stored; or why
 * one of them could not be had.
 */
export async function fetchOutboundMedia(
  message: Message,
  parts: OutboundMediaParts,
): Promise<{ readonly ok: true; readonly media: readonly CarrierMedia[] } | Refusal> {
  if (message.numMedia === 0) return { ok: true, media: [] };
  const items = await parts.store.media(message.sid);
  // After an interrupted run some are there already; they fit.
  const missing = items.filter(({ size }) => size === null);
  const stored = items.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const room = MAX_MESSAGE_BYTES - Buffer.byteLength(message.body) - stored;

  const fetched = await fetchAll(missing, room, parts);
  if (!fetched.ok) return fetched;
  const fitted = await fitAll(message, fetched.media, room, parts);
  if (!fitted.ok) return fitted;
  const kept = new Map<MediaSid, FittedMedia>();
  for (const [index, { sid }] of missing.entries()) {
    const content = fitted.media[index];
    if (!content) continue;
    kept.set(sid, content);
    await parts.store.saveMediaContent(message.sid, sid, content);
  }
  await noteChanges(message, fitted.media, parts);
  return { ok: true, media: items.map((item) => carried(item, kept.get(item.sid), parts)) };
}

async function fetchAll(
  items: readonly MessageMedia[],
  room: number,
  { mediaSource }: OutboundMediaParts,
): Promise<{ readonly ok: true; readonly media: readonly FittedMedia[] } | Refusal> {
  let left = room;
  const media: FittedMedia[] = [];
  for (const { sourceUrl } of items) {
    const got = await mediaSource.fetch(sourceUrl ?? "", left);
    if (!got.ok) return got;
    if (!isAcceptedMedia(got.contentType)) {
      const sentence = `An MMS cannot carry media of the type ${got.contentType}.`;
      return { ok: false, code: 12300, sentence };
    }
    if (got.bytes.length > left) {
      const sentence = `Body and media are over ${MAX_MESSAGE_BYTES} bytes together.`;
      return { ok: false, code: 11751, sentence };
    }
    left -= got.bytes.length;
    media.push({ contentType: got.contentType, bytes: got.bytes, change: undefined });
  }
  return { ok: true, media };
}

/** A message that goes as SMS links to its media: they stay as they are. */
async function fitAll(
  { from, to, transport }: Message,
  media: readonly FittedMedia[],
  maxBytes: number,
  { mediaSource, senders }: OutboundMediaParts,
): Promise<{ readonly ok: true; readonly media: readonly FittedMedia[] } | Refusal> {
  if (!mediaSource.fit || transport !== "mms" || media.length === 0) return { ok: true, media };
  const sender = from === null ? undefined : await senders.find(from);
  return mediaSource.fit(media, { to, senderType: sender?.type, maxBytes });
}

async function noteChanges(
  { sid: messageSid }: Message,
  media: readonly FittedMedia[],
  { store, clock }: OutboundMediaParts,
): Promise<void> {
  const notes = media.flatMap(({ change }) =>
    change === undefined
      ? []
      : [
          {
            messageSid,
            kind: "content" as const,
            at: clock.now(),
            sentence: change,
            errorCode: null,
          },
        ],
  );
  if (notes.length > 0) await store.addNotes(notes);
}

function carried(
  { sid, messageSid, contentType, size }: MessageMedia,
  made: FittedMedia | undefined,
  { store }: OutboundMediaParts,
): CarrierMedia {
  return {
    contentType: made?.contentType ?? contentType ?? "application/octet-stream",
    size: made?.bytes.length ?? size ?? 0,
    async read() {
      const content = await store.mediaContent(messageSid, sid);
      return content?.bytes ?? new Uint8Array();
    },
  };
}

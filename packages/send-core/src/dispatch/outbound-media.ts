import { isAcceptedMedia, MAX_MESSAGE_BYTES, signedUrl } from "@repartee/protocol";
import type { Message, MessageMedia } from "../message.ts";
import type { CarrierMedia } from "../ports/carrier.ts";
import type { Clock } from "../ports/clock.ts";
import type { SenderDirectory } from "../ports/directory/sender-directory.ts";
import type { FittedMedia, MediaSource } from "../ports/media-source.ts";
import type { Store } from "../ports/storage/store.ts";
import type { Refusal } from "../refusal.ts";

export interface OutboundMediaParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly senders: SenderDirectory;
  readonly mediaSource: MediaSource;
}

/** What travels: the media that can, and the text with links to those that cannot. */
export interface OutboundMedia {
  readonly ok: true;
  readonly media: readonly CarrierMedia[];
  readonly text: string;
}

/**
 * All media of an outbound message: fetched once, made to fit the recipient's carrier, stored; or why
 * one of them could not be had.
 */
export async function fetchOutboundMedia(
  message: Message,
  parts: OutboundMediaParts,
): Promise<OutboundMedia | Refusal> {
  const text = message.carriedBody ?? message.body;
  if (message.numMedia === 0) return { ok: true, media: [], text };
  const { store } = parts;
  const items = await store.media(message.sid);
  const fetched = await fetchAll(message, items, parts);
  if (!fetched.ok) return fetched;
  const room = MAX_MESSAGE_BYTES - Buffer.byteLength(message.body);
  const fitted = await fitAll(message, fetched.media, room, parts);
  if (!fitted.ok) return fitted;

  const media: CarrierMedia[] = [];
  const links: string[] = [];
  for (const [index, item] of items.entries()) {
    const made = fitted.media[index];
    // What an interrupted run has stored is small enough, and stays as it is.
    const content = item.size === null ? made : fetched.media[index];
    if (!made || !content) continue;
    if (made.asLink && item.sourceUrl !== null) {
      // A link goes to a stranger: without the user info that fetches it here.
      links.push(signedUrl(item.sourceUrl));
      continue;
    }
    if (item.size === null) await store.saveMediaContent(message.sid, item.sid, content);
    media.push(carried(item, content, parts));
  }
  await noteChanges(message, fitted.media, parts);
  // After an interrupted run they stand in the text already.
  const missing = links.filter((link) => !text.includes(link));
  if (missing.length === 0) return { ok: true, media, text };
  const linked = [text, ...missing].filter(Boolean).join("\n");
  await store.carry(message.sid, linked);
  return { ok: true, media, text: linked };
}

async function fetchAll(
  { body, accountSid }: Message,
  items: readonly MessageMedia[],
  { mediaSource, store }: OutboundMediaParts,
): Promise<{ readonly ok: true; readonly media: readonly FittedMedia[] } | Refusal> {
  const stored = items.reduce((sum, { size }) => sum + (size ?? 0), 0);
  let left = MAX_MESSAGE_BYTES - Buffer.byteLength(body) - stored;
  const media: FittedMedia[] = [];
  for (const { messageSid, sid, size, sourceUrl } of items) {
    const known = size === null ? undefined : await store.mediaContent(messageSid, sid);
    if (known) {
      media.push({ ...known, change: undefined });
      continue;
    }
    const got = await mediaSource.fetch(sourceUrl ?? "", left, accountSid);
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
  const at = clock.now();
  const notes = media.flatMap(({ change, asLink }) => {
    if (change === undefined) return [];
    const sentence = asLink ? `${change} A link goes in its place.` : change;
    return [{ messageSid, kind: "content" as const, at, sentence, errorCode: null }];
  });
  if (notes.length > 0) await store.addNotes(notes);
}

function carried(
  { sid, messageSid }: MessageMedia,
  { contentType, bytes }: FittedMedia,
  { store }: OutboundMediaParts,
): CarrierMedia {
  return {
    contentType,
    size: bytes.length,
    async read() {
      const content = await store.mediaContent(messageSid, sid);
      return content?.bytes ?? new Uint8Array();
    },
  };
}

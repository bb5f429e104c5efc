import { type MessageStatus, redactUrls } from "@repartee/protocol";
import type {
  CallbackDelivery,
  HandsetCopy,
  Locate,
  Message,
  MessageEvent,
  MessageMedia,
  SendCore,
  TimelineEntry,
} from "@repartee/send-core";
import type {
  CallbackView,
  MediaView,
  MessageView,
  PhoneMessage,
  StatusView,
  StoryLine,
} from "../api/api-types.ts";
import { codeView } from "../http/problem.ts";
import { mediaUrl } from "./media-url.ts";

/** A message as its handset sees it. */
export async function phoneMessage(message: Message, sendCore: SendCore): Promise<PhoneMessage> {
  const { sid, from, to, body, carriedBody, status, numMedia, transport } = message;
  // What was made a text with links has no media on the handset.
  const media = numMedia === 0 || transport === "sms" ? [] : await sendCore.media(sid);
  return {
    sid,
    direction: message.direction === "inbound" ? "sent" : "received",
    from: from ?? "",
    to,
    body: carriedBody ?? body,
    media: media.map((item) => ({
      url: mediaUrl(item),
      content_type: item.contentType ?? "application/octet-stream",
      size: item.size ?? 0,
    })),
    other_recipients: message.otherRecipients ?? [],
    status,
    date: isoDate(message.direction === "inbound" ? message.dateCreated : message.dateUpdated),
  };
}

/** A message that an app redacted or removed, as its handset has it still. */
export function copiedMessage(copy: HandsetCopy, status: MessageStatus): PhoneMessage {
  const { sid, isSent, from, to, body, media, otherRecipients, date } = copy;
  return {
    sid,
    direction: isSent ? "sent" : "received",
    from,
    to,
    body,
    media: media.map((item) => ({
      url: mediaUrl(item),
      content_type: item.contentType,
      size: item.size,
    })),
    other_recipients: otherRecipients,
    status,
    date: isoDate(date),
  };
}

/** A message with its history, for the inspector. */
export async function messageView(
  message: Message,
  sendCore: SendCore,
  locate: Locate,
): Promise<MessageView> {
  const { sid, direction, from, to, body, status, errorCode, numMedia } = message;
  const shownUrl = (url: string) => redactUrls(locate(url));
  const [media, events, callbacks, story = []] = await Promise.all([
    numMedia === 0 ? [] : sendCore.media(sid),
    sendCore.events(sid),
    sendCore.callbacks(sid),
    sendCore.explain(message.accountSid, sid),
  ]);
  return {
    sid,
    direction,
    from,
    to,
    body,
    media: media.map(mediaView),
    status,
    error: errorCode === null ? null : codeView(errorCode),
    status_callback: message.statusCallback ? shownUrl(message.statusCallback.url) : null,
    date_created: isoDate(message.dateCreated),
    history: events.map(statusView),
    callbacks: callbacks.map((one) => callbackView(one, shownUrl(one.url))),
    notes: story.filter(({ kind }) => kind !== "move" && kind !== "callback").map(storyLine),
  };
}

/** Milliseconds since the epoch in ISO 8601. */
export function isoDate(time: number): string {
  return new Date(time).toISOString();
}

function mediaView(media: MessageMedia): MediaView {
  return {
    sid: media.sid,
    url: mediaUrl(media),
    content_type: media.contentType,
    size: media.size,
    source_url: media.sourceUrl && redactUrls(media.sourceUrl),
  };
}

function statusView({ status, at, cause, errorCode }: MessageEvent): StatusView {
  const error = errorCode === null ? null : codeView(errorCode);
  return { status, at: isoDate(at), cause, error };
}

function callbackView(delivery: CallbackDelivery, url: string): CallbackView {
  return {
    status: delivery.status,
    url,
    attempt: delivery.attempt,
    at: isoDate(delivery.at),
    http_status: delivery.httpStatus,
    error: delivery.errorCode === null ? null : codeView(delivery.errorCode),
  };
}

/** One line of a message's story. */
export function storyLine({ at, kind, sentence, errorCode }: TimelineEntry): StoryLine {
  return { at: isoDate(at), kind, sentence, code: errorCode };
}

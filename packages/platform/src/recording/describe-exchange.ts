import { createHash } from "node:crypto";
import type { MessageSid } from "@repartee/protocol";
import type { Exchange } from "@repartee/runtime";
import type { MediaContent, Message } from "@repartee/send-core";
import type { Platform } from "../start-platform.ts";
import { appOriginOf, placeholders, type Replace } from "./placeholders.ts";
import type { RecordedExchange, RecordedMedia, RecordedMessage } from "./recorded-exchange.ts";

export type RecordedPlatform = Pick<Platform, "account" | "clock" | "runtime" | "sendCore" | "url">;

// A paced message waits for its slot; one that is scheduled for tomorrow is not waited for.
const HAND_OVER_MS = 120_000;

export interface DescribeParts {
  readonly platform: RecordedPlatform;
  /** Keeps the bytes of a media item under their hash. */
  readonly keepMedia: (item: RecordedMedia, bytes: Uint8Array) => Promise<void>;
  /** Where the app has been seen; each exchange adds its own. */
  readonly appOrigins: Set<string>;
  /** Resolves when there is no more time: messages are then described as they are. */
  readonly closing: Promise<void>;
}

/** Makes the record of an exchange that has finished, once its messages are handed over or have failed. */
export async function describeExchange(
  exchange: Exchange,
  kind: RecordedExchange["kind"],
  parts: DescribeParts,
): Promise<RecordedExchange> {
  const { platform, appOrigins } = parts;
  const origin = appOriginOf(exchange);
  if (origin !== undefined) appOrigins.add(origin);
  const { messageSid, from, to, body, requests, notices } = exchange;
  const media = messageSid === null ? [] : await platform.sendCore.media(messageSid);
  const replace = placeholders(exchange, media, platform, appOrigins);
  const otherRecipients = kind === "api" ? undefined : await othersOf(messageSid, platform);
  const sent = kind === "api" ? [messageSid] : exchange.verbs.map((verb) => verb.messageSid);
  const messages = await Promise.all(
    sent.flatMap((sid) => (sid === null ? [] : [describeMessage(sid, replace, parts)])),
  );
  return {
    kind,
    from,
    to,
    // What a person has sent is played again as it was.
    body: kind === "api" ? replace(body) : body,
    media: kind === "api" || messageSid === null ? [] : await keep(messageSid, parts),
    ...(otherRecipients && { otherRecipients }),
    requests: requests.map(({ cause, method, url, params, response }) => ({
      cause,
      method,
      url: replace(url),
      params: Object.fromEntries(params.map(([name, value]) => [name, replace(value)])),
      answer: response && {
        status: response.status,
        type: header(response.headers, "content-type"),
        ...(kind === "reply" && { body: replace(response.body) }),
      },
    })),
    messages: messages.flat(),
    notices: notices.map(({ code, sentence }) => ({ code, sentence: replace(sentence) })),
  };
}

async function othersOf(
  sid: MessageSid | null,
  { account, sendCore }: RecordedPlatform,
): Promise<readonly string[] | undefined> {
  if (sid === null) return undefined;
  return (await sendCore.message(account.sid, sid))?.otherRecipients;
}

async function describeMessage(
  sid: MessageSid,
  replace: Replace,
  parts: DescribeParts,
): Promise<RecordedMessage | []> {
  const { platform } = parts;
  await handedOver(sid, parts);
  const message = await platform.sendCore.message(platform.account.sid, sid);
  // The app may have deleted it already.
  if (!message) return [];
  const { from, to, body, status, errorCode } = message;
  const media = await keep(sid, parts);
  return {
    from: from ?? "",
    to,
    body: replace(body),
    media,
    ...(status === "failed" && errorCode !== null && { error: errorCode }),
  };
}

/** Resolves when the carrier has the message, when it has ended otherwise, or after a while. */
function handedOver(sid: MessageSid, { platform, closing }: DescribeParts): Promise<unknown> {
  const { sendCore, clock } = platform;
  let cancel = () => {};
  const late = new Promise<void>((resolve) => {
    cancel = clock.at(clock.now() + HAND_OVER_MS, resolve);
  });
  const reached: Promise<Message | undefined> = sendCore
    .reached(sid, "sent")
    .catch(() => undefined);
  return Promise.race([reached, late, closing]).finally(cancel);
}

async function keep(
  sid: MessageSid,
  { platform, keepMedia }: DescribeParts,
): Promise<readonly RecordedMedia[]> {
  const items = await platform.sendCore.media(sid);
  const contents = await Promise.all(
    items.map((item) => platform.sendCore.mediaContent(sid, item.sid)),
  );
  return Promise.all(
    contents.flatMap((content) => (content === undefined ? [] : [keepOne(content, keepMedia)])),
  );
}

async function keepOne(
  { contentType: type, bytes }: MediaContent,
  keepMedia: DescribeParts["keepMedia"],
): Promise<RecordedMedia> {
  const item = { type, sha256: createHash("sha256").update(bytes).digest("hex") };
  await keepMedia(item, bytes);
  return item;
}

function header(headers: readonly (readonly [string, string])[], name: string): string {
  return headers.find(([known]) => known.toLowerCase() === name)?.[1] ?? "";
}

import {
  type AccountSid,
  isMessageSid,
  isSid,
  type MediaSid,
  type MessageSid,
} from "@repartee/protocol";
import type { MediaContent, MessageStore } from "@repartee/send-core";

/** Media that a message names by a URL of the REST API; `undefined` for any other URL. */
export type FindOwnMedia = (
  url: string,
  accountSid: AccountSid,
) => Promise<MediaContent | undefined>;

export interface OwnMediaOptions {
  readonly store: Pick<MessageStore, "message" | "mediaContent">;
  /** Origins whose media URLs are the REST API's. */
  readonly origins: readonly string[];
}

/**
 * Finds media of the account itself in the store, so that an app can send a `MediaUrl0` on as it got it.
 * Credentials are optional on Twilio ("Protect Media Access with HTTP Basic Authentication for
 * Programmable Messaging", support.twilio.com/hc/en-us/articles/223183748), and published apps do that;
 * unconfirmed for accounts that ask for them. Media of another account need its credentials in the URL.
 */
export function ownMedia({ store, origins }: OwnMediaOptions): FindOwnMedia {
  return async function findOwnMedia(url, accountSid) {
    const named = URL.canParse(url) ? new URL(url) : undefined;
    if (!named || !origins.includes(named.origin)) return undefined;
    const path = readMediaPath(named.pathname);
    if (path?.accountSid.toLowerCase() !== accountSid.toLowerCase()) return undefined;
    const message = await store.message(path.messageSid);
    if (message?.accountSid !== accountSid) return undefined;
    return store.mediaContent(path.messageSid, path.mediaSid);
  };
}

/** What the path of media names. */
export interface MediaPath {
  readonly accountSid: AccountSid;
  readonly messageSid: MessageSid;
  readonly mediaSid: MediaSid;
}

/** Reads the path that the REST API serves media at. */
export function readMediaPath(pathname: string): MediaPath | undefined {
  const [, accountSid, messageSid, mediaSid] = mediaPath.exec(pathname) ?? [];
  if (!isSid(accountSid, "AC") || !isMessageSid(messageSid) || !isSid(mediaSid, "ME"))
    return undefined;
  return { accountSid, messageSid, mediaSid };
}

const mediaPath =
  /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})\/Messages\/((?:SM|MM)[0-9a-f]{32})\/Media\/(ME[0-9a-f]{32})$/i;

import type { MessageSid } from "@repartee/protocol";
import type { Message, MessageMedia } from "../../message.ts";
import type { ShortLink } from "../../ports/directory/short-links.ts";
import type { RandomBytes } from "../../random-bytes.ts";

/** What makes links: where they lead, and chance. */
export interface LinkMaker {
  /** What stands before the token, such as `https://example.com/m`; without a slash at its end. */
  readonly base: string;
  readonly random: RandomBytes;
}

/** A message's text with links in place of its media. */
export interface Converted {
  readonly body: string;
  readonly links: readonly ShortLink[];
}

const TOKEN_LENGTH = 7;
const LIFETIME_MS = 365 * 24 * 60 * 60 * 1000;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * Puts a link for each media item at the end of the text, each on a line of its own (the platform's
 * documentation says "at the end" and leaves open how several are set).
 */
export function convertToLinks(
  { sid, body, carriedBody, dateCreated, sendAt }: Message,
  media: readonly MessageMedia[],
  { base, random }: LinkMaker,
): Converted {
  const expiresAt = (sendAt ?? dateCreated) + LIFETIME_MS;
  const links = media.map((item) => link(sid, item, expiresAt, random));
  const text = carriedBody ?? body;
  const lines = links.map(({ token }) => `${base}/${token}`);
  return { body: [...(text === "" ? [] : [text]), ...lines].join("\n"), links };
}

function link(
  messageSid: MessageSid,
  { sid: mediaSid }: MessageMedia,
  expiresAt: number,
  random: RandomBytes,
): ShortLink {
  return { token: token(random), messageSid, mediaSid, expiresAt };
}

function token(random: RandomBytes): string {
  let text = "";
  // Of 256 values the last 8 would favour the first letters.
  while (text.length < TOKEN_LENGTH) {
    for (const byte of random(TOKEN_LENGTH + 2)) {
      if (byte < 248 && text.length < TOKEN_LENGTH) text += alphabet[byte % 62] ?? "";
    }
  }
  return text;
}

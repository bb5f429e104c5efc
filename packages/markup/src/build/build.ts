import { countCharacters, MAX_BODY_CHARACTERS, MAX_MEDIA, ReparteeError } from "@repartee/protocol";
import type {
  HttpMethod,
  MessageVerb,
  RedirectVerb,
  ResponseDocument,
  StepVerb,
  Verb,
} from "../document.ts";
import { notAText } from "../verb-fault.ts";
import { dropUnwritable } from "../xml/escape.ts";

export interface MessageOptions {
  /** One URL or several, absolute or relative to the document; 10 at most. */
  readonly media?: string | readonly string[] | undefined;
  /** Default: who sent the inbound message. */
  readonly to?: string | undefined;
  /** Default: the number that received the inbound message. */
  readonly from?: string | undefined;
  readonly action?: string | undefined;
  readonly statusCallback?: string | undefined;
  /** Method of `action` and `statusCallback`. Default: POST. */
  readonly method?: HttpMethod | undefined;
}

export interface RedirectOptions {
  /** Default: POST. */
  readonly method?: HttpMethod | undefined;
}

/**
 * A reply document; without verbs it acknowledges the message and says nothing.
 *
 * A redirect can only be the last verb: what follows one never runs.
 *
 * @example
 * response(message("Hi!"), redirect("/more"));
 */
export function response(...verbs: StepVerb[]): ResponseDocument;
export function response(...verbs: [...StepVerb[], RedirectVerb]): ResponseDocument;
export function response(...verbs: Verb[]): ResponseDocument {
  return Object.freeze({ verbs: Object.freeze(verbs) });
}

const noMedia: readonly string[] = Object.freeze([]);

/**
 * A message to send: by default back to who texted.
 *
 * What XML cannot carry is dropped from every text, and blanks around URLs.
 *
 * @throws ReparteeError 14103 for more than 1600 characters, 21623 for more than 10 media, `verb_invalid`
 * for a text that is not a string.
 * @example
 * message("Look at this", { media: "https://example.com/cat.jpg" });
 */
export function message(text: string, options: MessageOptions = {}): MessageVerb {
  const { media = noMedia, to, from, action, statusCallback, method } = options;
  if (typeof text !== "string") throw notAText(text);
  const body = dropUnwritable(text);
  // No text has more characters than UTF-16 units: counting is for the long ones.
  if (body.length > MAX_BODY_CHARACTERS && countCharacters(body) > MAX_BODY_CHARACTERS) {
    throw new ReparteeError(
      14103,
      `A message takes at most ${MAX_BODY_CHARACTERS} characters, got ${countCharacters(body)}.`,
    );
  }
  // What is undefined is left out, so that documents compare equal by value.
  const verb: { -readonly [K in keyof MessageVerb]: MessageVerb[K] } = {
    kind: "message",
    body,
    media: mediaUrls(media),
  };
  if (to !== undefined) verb.to = dropUnwritable(to);
  if (from !== undefined) verb.from = dropUnwritable(from);
  if (action !== undefined) verb.action = dropUnwritable(action);
  if (statusCallback !== undefined) verb.statusCallback = dropUnwritable(statusCallback);
  if (method !== undefined) verb.method = method;
  return Object.freeze(verb);
}

function mediaUrls(media: string | readonly string[]): readonly string[] {
  if (media === noMedia) return noMedia;
  const urls = typeof media === "string" ? [media] : media;
  if (urls.length > MAX_MEDIA) {
    throw new ReparteeError(
      21623,
      `A message takes at most ${MAX_MEDIA} media, got ${urls.length}.`,
    );
  }
  return Object.freeze(urls.map(writableUrl));
}

/**
 * Goes on with another document; verbs after it never run.
 *
 * @param url absolute, or relative to this document.
 */
export function redirect(url: string, { method }: RedirectOptions = {}): RedirectVerb {
  const to = writableUrl(url);
  return Object.freeze(
    method === undefined ? { kind: "redirect", url: to } : { kind: "redirect", url: to, method },
  );
}

// Blanks around a URL are dropped when a document is read: what is built is what is read.
function writableUrl(url: string): string {
  return dropUnwritable(url).trim();
}

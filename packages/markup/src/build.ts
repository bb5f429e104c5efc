import { MAX_MEDIA, ReparteeError } from "@repartee/protocol";
import type { HttpMethod, MessageVerb, RedirectVerb, ResponseDocument, Verb } from "./document.ts";

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
 * @example
 * response(message("Hi!"), redirect("/more"));
 */
export function response(...verbs: Verb[]): ResponseDocument {
  return Object.freeze({ verbs: Object.freeze([...verbs]) });
}

/**
 * A message to send: by default back to who texted.
 *
 * @throws ReparteeError 21623 for more than 10 media.
 * @example
 * message("Look at this", { media: "https://example.com/cat.jpg" });
 */
export function message(body: string, options: MessageOptions = {}): MessageVerb {
  const { media = [], ...rest } = options;
  const urls = typeof media === "string" ? [media] : [...media];
  if (urls.length > MAX_MEDIA) {
    throw new ReparteeError(
      21623,
      `A message takes at most ${MAX_MEDIA} media, got ${urls.length}.`,
    );
  }
  return Object.freeze({ kind: "message", body, media: Object.freeze(urls), ...defined(rest) });
}

/**
 * Goes on with another document; verbs after it never run.
 *
 * @param url absolute, or relative to this document.
 */
export function redirect(url: string, options: RedirectOptions = {}): RedirectVerb {
  return Object.freeze({ kind: "redirect", url, ...defined(options) });
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out what is undefined, so that documents compare equal by value. */
function defined<T extends object>(options: T): Defined<T> {
  const kept: Defined<T> = {};
  return Object.assign(
    kept,
    Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  );
}

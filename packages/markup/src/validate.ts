import {
  countCharacters,
  isAlphanumericSender,
  MAX_BODY_CHARACTERS,
  MAX_MEDIA,
  MAX_REPLIES,
  normalizeNumber,
  parseAddress,
} from "@repartee/protocol";
import type { MessageVerb, ResponseDocument } from "./document.ts";

/** What is wrong with one verb of a document. */
export interface Finding {
  /** Index into the document's verbs. */
  readonly verb: number;
  readonly code: number;
  readonly sentence: string;
  /** True when the verb cannot be run; false when it is only odd. */
  readonly blocks: boolean;
}

/** Judges a document by the platform's limits. No findings: it runs as it stands. */
export function validate(document: ResponseDocument): readonly Finding[] {
  const findings: Finding[] = [];
  let isRedirected = false;
  let replies = 0;
  for (const [verb, content] of document.verbs.entries()) {
    let isBlocked = false;
    const find: Find = (code, sentence, blocks = true) => {
      isBlocked ||= blocks;
      findings.push({ verb, code, sentence, blocks });
    };
    if (isRedirected) find(12200, "This verb stands after a <Redirect> and never runs.", false);
    switch (content.kind) {
      case "message":
        judgeMessage(content, find);
        if (isBlocked || isRedirected) break;
        replies += 1;
        if (replies > MAX_REPLIES)
          find(14109, `This is reply ${replies} to one message; ${MAX_REPLIES} is the most.`);
        break;
      case "redirect":
        judgeMethod(content, find);
        if (!isReference(content.url)) find(11100, `<Redirect> leads to ${noUrl(content.url)}.`);
        isRedirected ||= !isBlocked;
        break;
      case "own":
        break; // Judged by its own definition when it was built or read.
      default:
        content satisfies never;
    }
  }
  return findings;
}

type Find = (code: number, sentence: string, blocks?: boolean) => void;

function judgeMessage(message: MessageVerb, find: Find): void {
  const { body, media, to, from, action, statusCallback } = message;
  if (body === "" && media.length === 0) find(14103, "<Message> has neither a body nor media.");
  // No text has more characters than UTF-16 units: counting is for the long ones.
  const characters = body.length > MAX_BODY_CHARACTERS ? countCharacters(body) : 0;
  if (characters > MAX_BODY_CHARACTERS)
    find(14103, `The body has ${characters} characters; ${MAX_BODY_CHARACTERS} is the most.`);
  if (media.length > MAX_MEDIA)
    find(21623, `<Message> has ${media.length} media; ${MAX_MEDIA} is the most.`);
  for (const url of media) if (!isReference(url)) find(21620, `<Media> holds ${noUrl(url)}.`);
  if (to !== undefined && !isAddress(to))
    find(14101, "to is no number; give it in E.164 form, such as +15005550006.");
  if (from !== undefined && !isAddress(from) && !isAlphanumericSender(from))
    find(14102, "from is neither a number nor an alphanumeric sender.");
  judgeMethod(message, find);
  if (action !== undefined && !isCallback(action)) find(11100, `action holds ${noUrl(action)}.`);
  if (statusCallback !== undefined && !isCallback(statusCallback))
    find(14105, `statusCallback holds ${noUrl(statusCallback)}.`);
  if (action !== undefined && statusCallback !== undefined && action !== statusCallback) {
    const sentence = "action and statusCallback differ; which of them is called is not defined.";
    find(14105, sentence, false);
  }
}

// The types allow no other method, but what was not compiled can hold one.
function judgeMethod({ method }: { readonly method?: string }, find: Find): void {
  if (method !== undefined && method !== "GET" && method !== "POST")
    find(14104, `method="${method}" is neither GET nor POST.`);
}

/** What can be a number of some country, however it is written; the network knows the rest. */
function isAddress(text: string): boolean {
  const { channel, value } = parseAddress(text);
  if (channel !== "sms") return value !== "";
  return /^\+?\d{3,15}$/.test(normalizeNumber(value));
}

function noUrl(url: string): string {
  return url === "" ? "no URL" : `"${url}", which is no http(s) URL with a valid host name`;
}

// The usual case, at a twentieth of the cost of parsing: nothing in it can be wrong.
const plainUrl = /^https?:\/\/(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,}(?:[/?#][\x21-\x7e]*)?$/i;

// Relative references are judged against a stand-in for the document's own address.
const anywhere = "http://document.invalid/";

function isReference(url: string): boolean {
  if (plainUrl.test(url)) return true;
  return (
    url !== "" && URL.canParse(url, anywhere) && /^https?:$/.test(new URL(url, anywhere).protocol)
  );
}

// Host names with underscores are refused for callbacks.
function isCallback(url: string): boolean {
  return plainUrl.test(url) || (isReference(url) && !new URL(url, anywhere).hostname.includes("_"));
}

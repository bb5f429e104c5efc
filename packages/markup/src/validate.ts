import { countCharacters, MAX_BODY_CHARACTERS, MAX_MEDIA } from "@repartee/protocol";
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
  for (const [verb, content] of document.verbs.entries()) {
    const find = (code: number, sentence: string, blocks = true) =>
      void findings.push({ verb, code, sentence, blocks });
    if (isRedirected) find(12200, "This verb stands after a <Redirect> and never runs.", false);
    switch (content.kind) {
      case "message":
        judgeMessage(content, find);
        break;
      case "redirect":
        if (content.url === "") find(11100, "<Redirect> names no URL.");
        else isRedirected = true;
        break;
      case "own":
        break; // Judged by its own definition when it was built or read.
      default:
        content satisfies never;
    }
  }
  return findings;
}

type Find = (code: number, sentence: string) => void;

function judgeMessage({ body, media, action, statusCallback }: MessageVerb, find: Find): void {
  if (body === "" && media.length === 0) find(14103, "<Message> has neither a body nor media.");
  const characters = countCharacters(body);
  if (characters > MAX_BODY_CHARACTERS) {
    find(14103, `The body has ${characters} characters; ${MAX_BODY_CHARACTERS} is the most.`);
  }
  if (media.length > MAX_MEDIA) {
    find(21623, `<Message> has ${media.length} media; ${MAX_MEDIA} is the most.`);
  }
  for (const url of media) {
    if (!isReference(url)) find(21620, `"${url}" is no URL of media.`);
  }
  for (const [name, url] of Object.entries({ action, statusCallback })) {
    if (url !== undefined && !isCallback(url)) find(14105, `${name}="${url}" is no valid URL.`);
  }
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

import { parse, type Verb } from "@repartee/markup";
import type {
  RecordedExchange,
  RecordedMedia,
  RecordedMessage,
  RecordedRequest,
} from "./recorded-exchange.ts";

/**
 * An exchange as lines that can be compared: what was asked, the verbs and bodies of what was answered,
 * and what came of it, with media by their hash.
 */
export function exchangeLines({
  kind,
  requests,
  messages,
  notices,
}: RecordedExchange): readonly string[] {
  return [
    ...(kind === "reply" ? requests.flatMap(requestLines) : []),
    ...messages.flatMap((message) => messageLines(message, kind)),
    ...notices.map(({ code, sentence }) => `${code} ${sentence}`),
  ];
}

function requestLines({ cause, method, url, answer }: RecordedRequest): readonly string[] {
  // Where the app is first asked is the platform's matter; where it leads from there is the app's.
  const asked = cause === "webhook" ? "the webhook" : `${url} (${cause})`;
  if (answer === null) return [`${method} ${asked}: no answer`];
  const { status, type, body = "" } = answer;
  const [kind = ""] = type.split(";", 1);
  const title = `${method} ${asked}: ${status} ${kind.trim()}`.trimEnd();
  // The page of an error is for people, and never the same twice.
  if (status >= 300) return [title];
  return [title, ...indented(kind === "text/plain" ? textLines(body) : documentLines(body))];
}

function documentLines(xml: string): readonly string[] {
  if (xml.trim() === "") return ["nothing"];
  const read = parse(xml);
  return read.ok ? read.document.verbs.flatMap(verbLines) : textLines(xml);
}

function verbLines(verb: Verb): readonly string[] {
  switch (verb.kind) {
    case "message": {
      const { kind, body, media, ...attributes } = verb;
      const count = media.length === 0 ? [] : [`${media.length} media`];
      return [
        `<Message>${attributeText(attributes)}`,
        ...indented([...(body === "" ? [] : textLines(body)), ...count]),
      ];
    }
    case "redirect": {
      const { kind, url, ...attributes } = verb;
      return [`<Redirect>${attributeText(attributes)} ${url}`];
    }
    case "own":
      return [`<${verb.name}> ${JSON.stringify(verb)}`];
    default:
      return verb satisfies never;
  }
}

function messageLines(
  { from, to, body, media, error }: RecordedMessage,
  kind: RecordedExchange["kind"],
): readonly string[] {
  const failed = error === undefined ? "" : `: failed with ${error}`;
  return [
    `message from ${from} to ${to}${failed}`,
    // The body of a reply stands in its document already.
    ...indented([...(kind === "reply" ? [] : textLines(body)), ...media.map(mediaLine)]),
  ];
}

function mediaLine({ type, sha256 }: RecordedMedia): string {
  return `${type} sha256:${sha256.slice(0, 16)}`;
}

function attributeText(attributes: object): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .join("");
}

function textLines(text: string): readonly string[] {
  return text.split(/\r?\n/).map((line) => JSON.stringify(line));
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

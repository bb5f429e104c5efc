import type {
  AttributeValue,
  MessageVerb,
  OwnVerb,
  RedirectVerb,
  ResponseDocument,
  Verb,
} from "./document.ts";
import { notAVerb } from "./verb-fault.ts";
import { escapeAttribute, escapeText } from "./xml/escape.ts";
import { xmlName } from "./xml/xml-name.ts";

/** Stands before every document; no line break follows it. */
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';

/**
 * Writes a document as XML, ready to be sent as `text/xml`.
 *
 * Characters that XML cannot carry (controls, lone surrogates, U+FFFE, U+FFFF) are dropped: a
 * document with one of them would be refused as a whole with 12100.
 *
 * @throws ReparteeError `verb_invalid` for anything else than a verb; `name_invalid` for a name in a
 * custom verb that XML does not allow.
 */
export function write({ verbs }: ResponseDocument): string {
  if (verbs.length === 0) return `${DECLARATION}<Response/>`;
  let content = "";
  for (const verb of verbs) content += writeVerb(verb);
  return `${DECLARATION}<Response>${content}</Response>`;
}

function writeVerb(verb: Verb): string {
  // JavaScript lets `response(text)` pass. Written as it stands, a stranger's text would be markup.
  switch (verb?.kind) {
    case "message":
      return writeMessage(verb);
    case "redirect":
      return writeRedirect(verb);
    case "own":
      return writeOwnVerb(verb);
    default:
      throw notAVerb(verb);
  }
}

function writeMessage(verb: MessageVerb): string {
  const attributes =
    writeAttribute("to", verb.to) +
    writeAttribute("from", verb.from) +
    writeAttribute("action", verb.action) +
    writeAttribute("method", verb.method) +
    writeAttribute("statusCallback", verb.statusCallback);
  if (verb.media.length === 0) return element("Message", attributes, escapeText(verb.body));
  let content = verb.body === "" ? "" : `<Body>${escapeText(verb.body)}</Body>`;
  for (const url of verb.media) content += element("Media", "", escapeText(url));
  return element("Message", attributes, content);
}

function writeRedirect({ url, method }: RedirectVerb): string {
  return element("Redirect", writeAttribute("method", method), escapeText(url));
}

// Names are the author's, not a person's, but a schema can let any key through.
function writeOwnVerb({ name, attributes, content = "" }: OwnVerb): string {
  let written = "";
  for (const [key, value] of Object.entries(attributes))
    written += writeAttribute(xmlName(key), value);
  const parts = typeof content === "string" ? [content] : content;
  const inside = parts.map((part) =>
    typeof part === "string"
      ? escapeText(part)
      : element(xmlName(part.name), "", escapeText(part.text)),
  );
  return element(xmlName(name), written, inside.join(""));
}

/** An element; self-closing when it is empty. */
export function element(name: string, attributes: string, content: string): string {
  return content === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}

/** An attribute with the space before it; nothing for an undefined value. */
export function writeAttribute(name: string, value: AttributeValue | undefined): string {
  return value === undefined ? "" : ` ${name}="${escapeAttribute(`${value}`)}"`;
}

import type { MessageVerb, RedirectVerb, ResponseDocument, Verb } from "./document.ts";

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/**
 * Writes a document as XML, ready to be sent as `text/xml`.
 *
 * Characters that XML cannot carry (controls, lone surrogates, U+FFFE, U+FFFF) are dropped: a
 * document with one of them would be refused as a whole with 12100.
 */
export function write(document: ResponseDocument): string {
  if (document.verbs.length === 0) return `${declaration}<Response/>`;
  return `${declaration}<Response>${document.verbs.map(writeVerb).join("")}</Response>`;
}

function writeVerb(verb: Verb): string {
  switch (verb.kind) {
    case "message":
      return writeMessage(verb);
    case "redirect":
      return writeRedirect(verb);
    default:
      return verb satisfies never;
  }
}

function writeMessage({
  body,
  media,
  to,
  from,
  action,
  statusCallback,
  method,
}: MessageVerb): string {
  const attributes = writeAttributes({ to, from, action, method, statusCallback });
  const text = media.length === 0 ? escapeText(body) : element("Body", body);
  const content = text + media.map((url) => `<Media>${escapeText(url)}</Media>`).join("");
  return content === "" ? `<Message${attributes}/>` : `<Message${attributes}>${content}</Message>`;
}

function writeRedirect({ url, method }: RedirectVerb): string {
  return url === ""
    ? `<Redirect${writeAttributes({ method })}/>`
    : `<Redirect${writeAttributes({ method })}>${escapeText(url)}</Redirect>`;
}

function element(name: string, text: string): string {
  return text === "" ? "" : `<${name}>${escapeText(text)}</${name}>`;
}

function writeAttributes(attributes: Readonly<Record<string, string | undefined>>): string {
  let text = "";
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) text += ` ${name}="${escapeAttribute(value)}"`;
  }
  return text;
}

// Everything outside of XML 1.0's Char production.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot carry.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const textEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\r": "&#xD;",
};

const attributeEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

function escapeText(text: string): string {
  return text
    .replace(unwritable, "")
    .replace(/[&<>\r]/g, (character) => textEscapes[character] ?? "");
}

function escapeAttribute(text: string): string {
  return text
    .replace(unwritable, "")
    .replace(/[&<"\t\n\r]/g, (character) => attributeEscapes[character] ?? "");
}

import { XMLValidator } from "fast-xml-parser";

/** Where a text is not well-formed XML, and what is wrong there. */
export interface XmlFault {
  readonly sentence: string;
  /** Index into the text. */
  readonly offset: number;
}

/** Elements inside elements at most; a reply document needs three, own verbs a few more. */
const MAX_DEPTH = 32;

// What XML 1.0 forbids and the library lets pass; surrogates are told apart below.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot carry.
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const unpaired = /\p{Surrogate}/u;
const unknownReference = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)[^;\s<]{0,20};?/i;

/**
 * Looks for what keeps a text from being a document: all that XML forbids, and a DOCTYPE, which
 * could define entities. Each pass is skipped where nothing in the text can fail it.
 */
export function findFault(xml: string): XmlFault | undefined {
  const before = faultBefore(xml) ?? faultyCharacter(xml);
  if (before) return before;

  const hasDeclarations = xml.includes("<!");
  const markup = hasDeclarations ? blankOut(xml) : xml;
  const doctype = hasDeclarations ? markup.search(/<!DOCTYPE/i) : -1;
  if (doctype >= 0) return { sentence: "A DOCTYPE is not allowed.", offset: doctype };
  const deep = tooDeep(markup);
  if (deep >= 0)
    return { sentence: `Elements are nested more than ${MAX_DEPTH} deep.`, offset: deep };
  const bracket = /=\s*["']/.test(markup) ? bracketInAttribute(markup) : -1;
  if (bracket >= 0)
    return { sentence: "An attribute holds a < that is not escaped.", offset: bracket };

  const valid = XMLValidator.validate(xml);
  if (valid !== true) {
    const { msg, line, col = 1 } = valid.err;
    return { sentence: plainly(msg), offset: offsetOf(xml, line, col) };
  }
  const reference = markup.includes("&") ? unknownReference.exec(markup) : null;
  if (reference)
    return { sentence: `${reference[0]} is no character reference.`, offset: reference.index };
  return trailingText(markup);
}

function faultBefore(xml: string): XmlFault | undefined {
  const first = xml[0];
  if (first === "<") return undefined;
  if (xml.trim() === "") return { sentence: "The document is empty.", offset: 0 };
  if (first === "\ufeff")
    return { sentence: "A byte order mark stands before the document.", offset: 0 };
  if (/^\s/.test(xml)) return { sentence: "White space stands before the document.", offset: 0 };
  return { sentence: "Text stands before the document.", offset: 0 };
}

function faultyCharacter(xml: string): XmlFault | undefined {
  const strange = unreadable.exec(xml) ?? (/[\ud800-\udfff]/.test(xml) ? unpaired.exec(xml) : null);
  if (!strange) return undefined;
  const code = strange[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return { sentence: `The character U+${code} is not allowed in XML.`, offset: strange.index };
}

function countUpTo(text: string, part: string, limit: number): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0 && count < limit; at = text.indexOf(part, at + 1))
    count += 1;
  return count;
}

/** Where the nesting goes past the limit; -1 when it does not. */
function tooDeep(markup: string): number {
  let depth = 0;
  if (countUpTo(markup, "<", MAX_DEPTH) < MAX_DEPTH) return -1; // Too few tags for it.
  for (const { 0: tag, 1: closes, index } of markup.matchAll(/<(\/?)[a-z_:][^>]*>/gi)) {
    if (closes) depth -= 1;
    else if (!tag.endsWith("/>") && ++depth > MAX_DEPTH) return index;
  }
  return -1;
}
/** The validator's words, where something more helpful can be said. */
function plainly(message: string): string {
  return message === "char '&' is not expected."
    ? "A bare & is not allowed; write it as &amp;."
    : message;
}

/** Comments and CDATA sections as blanks of the same length, so that positions stay. */
function blankOut(xml: string): string {
  return xml.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, (part) =>
    part.replace(/[^\n]/g, " "),
  );
}

/** Where an attribute's value holds a `<`, which XML forbids there; -1 when none does. */
function bracketInAttribute(markup: string): number {
  let inTag = false;
  let quote = "";
  for (let index = 0; index < markup.length; index += 1) {
    const character = markup[index] ?? "";
    if (quote !== "") {
      if (character === quote) quote = "";
      else if (character === "<") return index;
    } else if (inTag && (character === '"' || character === "'")) quote = character;
    else if (character === "<") inTag = true;
    else if (character === ">") inTag = false;
  }
  return -1;
}

function trailingText(markup: string): XmlFault | undefined {
  const end = markup.lastIndexOf(">") + 1;
  if (markup.slice(end).trim() === "") return undefined;
  return { sentence: "Text stands after the document.", offset: end };
}

function offsetOf(xml: string, line: number, column: number): number {
  const before = xml.split("\n").slice(0, Math.max(0, line - 1));
  return before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
}

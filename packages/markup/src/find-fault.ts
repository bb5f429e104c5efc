import { XMLValidator } from "fast-xml-parser";

/** Where a text is not well-formed XML, and what is wrong there. */
export interface XmlFault {
  readonly sentence: string;
  /** Index into the text. */
  readonly offset: number;
}

/** Elements inside elements at most; a reply document needs three, own verbs a few more. */
const MAX_DEPTH = 32;

/**
 * Elements at most: ten replies with all their media are 120. Sixteen thousand fit into 64 kB, and
 * reading them would keep the process busy for a tenth of a second.
 */
const MAX_ELEMENTS = 2048;

// What XML 1.0 forbids and the library lets pass; surrogates are told apart below.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot carry.
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const unpaired = /\p{Surrogate}/u;

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
  const overgrown = overgrowth(markup);
  if (overgrown) return overgrown;
  const bracket = /=\s*["']/.test(markup) ? bracketInAttribute(markup) : -1;
  if (bracket >= 0)
    return { sentence: "An attribute holds a < that is not escaped.", offset: bracket };

  const valid = XMLValidator.validate(xml);
  if (valid !== true) {
    const { msg, line, col = 1 } = valid.err;
    return { sentence: plainly(msg), offset: offsetOf(xml, line, col) };
  }
  return (markup.includes("&") ? faultyReference(markup) : undefined) ?? trailingText(markup);
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

function faultyReference(markup: string): XmlFault | undefined {
  for (const { 0: text, 1: hex, 2: decimal, 3: name, index } of markup.matchAll(
    /&(?:#x([\da-fA-F]{1,8});|#(\d{1,9});|(amp|lt|gt|quot|apos);|[^;\s<]{0,20};?)/g,
  )) {
    if (name === undefined && hex === undefined && decimal === undefined)
      return { sentence: `${text} is no character reference.`, offset: index };
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (name === undefined && !isXmlCharacter(code))
      return { sentence: `${text} stands for a character that XML does not allow.`, offset: index };
  }
  return undefined;
}

// XML 1.0's production Char.
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return (
    code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code > 0xffff && code <= 0x10_ffff)
  );
}

function countUpTo(text: string, part: string, limit: number): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0 && count < limit; at = text.indexOf(part, at + 1))
    count += 1;
  return count;
}

/** Where there are more elements, or deeper ones, than a reply can need. */
function overgrowth(markup: string): XmlFault | undefined {
  if (countUpTo(markup, "<", MAX_DEPTH) < MAX_DEPTH) return undefined; // Too few tags for it.
  let depth = 0;
  let count = 0;
  // Tag by tag, and no regular expression: without a `>` ahead one would look to the end each time.
  for (let at = markup.indexOf("<"); at >= 0; at = markup.indexOf("<", at + 1)) {
    const end = markup.indexOf(">", at);
    if (end < 0) return undefined;
    const next = markup[at + 1];
    if (next === "/") depth -= 1;
    else if (next !== "?") {
      count += 1;
      if (count > MAX_ELEMENTS)
        return { sentence: `There are more than ${MAX_ELEMENTS} elements.`, offset: at };
      if (markup[end - 1] !== "/") depth += 1;
      if (depth > MAX_DEPTH)
        return { sentence: `Elements are nested more than ${MAX_DEPTH} deep.`, offset: at };
    }
    at = end;
  }
  return undefined;
}

/** The validator's words, where something more helpful can be said. */
function plainly(message: string): string {
  return message === "char '&' is not expected."
    ? "A bare & is not allowed; write it as &amp;."
    : message;
}

/** Comments and CDATA sections as blanks of the same length, so that positions stay. */
function blankOut(xml: string): string {
  let blanked = "";
  let done = 0;
  for (let at = xml.indexOf("<!"); at >= 0; at = xml.indexOf("<!", Math.max(at + 2, done))) {
    const isComment = xml.startsWith("<!--", at);
    if (!isComment && !xml.startsWith("<![CDATA[", at)) continue;
    const close = isComment ? xml.indexOf("-->", at + 4) : xml.indexOf("]]>", at + 9);
    if (close < 0) break; // Left as it is: the validator finds it open.
    blanked += xml.slice(done, at) + xml.slice(at, close + 3).replace(/[^\n]/g, " ");
    done = close + 3;
  }
  return blanked + xml.slice(done);
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

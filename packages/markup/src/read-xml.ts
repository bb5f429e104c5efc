import { XMLParser, XMLValidator } from "fast-xml-parser";
import { decodeReferences } from "./decode-references.ts";

/** An element with all that a document needs of it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Elements and text in document order; comments are left out. */
  readonly children: readonly (XmlElement | string)[];
  /** Where its tag begins: index into the text. */
  readonly offset: number;
}

export interface XmlFault {
  readonly sentence: string;
  readonly offset: number;
}

export type ReadXml =
  | { readonly ok: true; readonly roots: readonly XmlElement[] }
  | { readonly ok: false; readonly fault: XmlFault };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  trimValues: false,
  parseTagValue: false,
  // References are ours to decode: the library knows neither all numeric ones nor refuses others.
  processEntities: false,
  cdataPropName: "#cdata",
  captureMetaData: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/** Reads well-formed XML without DTD into a tree; says where it is not well-formed. Never throws. */
export function readXml(xml: string): ReadXml {
  const fault = findFault(xml);
  if (fault) return { ok: false, fault };
  try {
    const tree: unknown = parser.parse(xml);
    return { ok: true, roots: elements(toChildren(tree)) };
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return { ok: false, fault: { sentence, offset: 0 } };
  }
}

function elements(children: readonly (XmlElement | string)[]): XmlElement[] {
  return children.filter((child) => typeof child !== "string");
}

// What XML 1.0 forbids and the library lets pass.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot carry.
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;
const unknownReference = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)[^;\s<]{0,20};?/i;

function findFault(xml: string): XmlFault | undefined {
  if (xml.trim() === "") return { sentence: "The document is empty.", offset: 0 };
  const first = xml[0] ?? "";
  if (first === "\ufeff")
    return { sentence: "A byte order mark stands before the document.", offset: 0 };
  if (/\s/.test(first)) return { sentence: "White space stands before the document.", offset: 0 };

  const strange = unreadable.exec(xml);
  if (strange) {
    const code = strange[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    return { sentence: `The character U+${code} is not allowed in XML.`, offset: strange.index };
  }
  const markup = blankOut(xml);
  const doctype = markup.search(/<!DOCTYPE/i);
  if (doctype >= 0) return { sentence: "A DOCTYPE is not allowed.", offset: doctype };
  const bracket = bracketInAttribute(markup);
  if (bracket >= 0) {
    return { sentence: "An attribute holds a < that is not escaped.", offset: bracket };
  }

  const valid = XMLValidator.validate(xml);
  if (valid !== true) {
    const { msg, line, col = 1 } = valid.err;
    return { sentence: plainly(msg), offset: offsetOf(xml, line, col) };
  }
  const reference = unknownReference.exec(markup);
  if (reference) {
    return { sentence: `${reference[0]} is no character reference.`, offset: reference.index };
  }
  return trailingText(markup);
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
  const after = /[^>]*$/.exec(markup);
  if (!after || after[0].trim() === "") return undefined;
  return { sentence: "Text stands after the document.", offset: after.index };
}

function offsetOf(xml: string, line: number, column: number): number {
  const before = xml.split("\n").slice(0, Math.max(0, line - 1));
  return before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

function toChildren(nodes: unknown): (XmlElement | string)[] {
  return Array.isArray(nodes) ? nodes.flatMap(toChild) : [];
}

function toChild(node: unknown): (XmlElement | string)[] {
  if (!isRecord(node)) return [];
  const name = Object.keys(node).find((key) => key !== ":@");
  if (name === undefined) return [];
  const content = node[name];
  if (name === "#text") return [decodeReferences(String(content))];
  // Inside CDATA nothing is a reference.
  if (name === "#cdata") return [cdataText(content)];
  const attributes = isRecord(node[":@"]) ? node[":@"] : {};
  // The parser keeps its metadata under the only symbol there is.
  const [meta] = Object.getOwnPropertySymbols(node).map((symbol) => node[symbol]);
  return [
    {
      name,
      attributes: Object.entries(attributes).map(([key, value]) => [
        key,
        decodeReferences(String(value)),
      ]),
      children: toChildren(content),
      offset: isRecord(meta) && typeof meta.startIndex === "number" ? meta.startIndex : 0,
    },
  ];
}

function cdataText(content: unknown): string {
  const [first] = Array.isArray(content) ? content : [];
  return isRecord(first) ? String(first["#text"]) : "";
}

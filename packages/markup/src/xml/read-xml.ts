import { XMLParser } from "fast-xml-parser";
import { decodeReferences } from "./decode-references.ts";
import { findFault } from "./find-fault.ts";
import type { XmlElement } from "./xml-element.ts";
import type { XmlFault } from "./xml-fault.ts";

export type ReadXml =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly fault: XmlFault };

const mark = "<";

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  // With a mark before them, no names are special: neither the library's own nor JavaScript's.
  attributeNamePrefix: mark,
  // It is asked twice about an empty element.
  transformTagName: (name) => (name.startsWith(mark) ? name : mark + name),
  trimValues: false,
  parseTagValue: false,
  // References are ours to decode: the library knows neither all numeric ones nor refuses others.
  processEntities: false,
  cdataPropName: "#cdata",
  captureMetaData: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
});

/**
 * Reads well-formed XML without DTD into a tree; says where it is not well-formed. Never throws.
 *
 * The library passes over much that XML forbids, so what it gets was looked through before.
 */
export function readXml(xml: string): ReadXml {
  const fault = findFault(xml);
  if (fault) return { ok: false, fault };
  try {
    const tree: unknown = parser.parse(xml);
    const root = toChildren(tree).find((child) => typeof child !== "string");
    if (root) return { ok: true, root };
    return { ok: false, fault: { sentence: "The document has no root element.", offset: 0 } };
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return { ok: false, fault: { sentence, offset: 0 } };
  }
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

type Child = XmlElement | string;

// The parser's metadata stands under a symbol, which its types do not tell.
const metadata: unknown = XMLParser.getMetaDataSymbol();
const noAttributes: XmlElement["attributes"] = [];

function toChildren(nodes: unknown): readonly Child[] {
  const children: Child[] = [];
  if (!Array.isArray(nodes)) return children;
  for (const node of nodes) {
    const child = isRecord(node) ? toChild(node) : undefined;
    if (child !== undefined) children.push(child);
  }
  return children;
}

/** A node is an object with one key, the element's name, and one for its attributes. */
function toChild(node: Record<PropertyKey, unknown>): Child | undefined {
  for (const name in node) {
    if (name === ":@") continue;
    const content = node[name];
    if (name === "#text") return decodeReferences(String(content));
    // Inside CDATA nothing is a reference.
    if (name === "#cdata") return cdataText(content);
    const attributes = node[":@"];
    return {
      name: name.slice(mark.length),
      attributes: isRecord(attributes) ? toAttributes(attributes) : noAttributes,
      children: toChildren(content),
      offset: offsetOf(node),
    };
  }
  return undefined;
}

function toAttributes(attributes: Record<PropertyKey, unknown>): XmlElement["attributes"] {
  // XML reads a line break in an attribute as a blank, unless it is written as a reference.
  return Object.entries(attributes).map(([key, value]) => [
    key.slice(mark.length),
    decodeReferences(String(value).replace(/[\t\n]/g, " ")),
  ]);
}

function offsetOf(node: Record<PropertyKey, unknown>): number {
  const meta = typeof metadata === "symbol" ? node[metadata] : undefined;
  return isRecord(meta) && typeof meta.startIndex === "number" ? meta.startIndex : 0;
}

function cdataText(content: unknown): string {
  const [first] = Array.isArray(content) ? content : [];
  return isRecord(first) ? String(first["#text"]) : "";
}

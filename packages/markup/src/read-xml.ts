import { XMLParser } from "fast-xml-parser";
import { decodeReferences } from "./decode-references.ts";
import { findFault, type XmlFault } from "./find-fault.ts";
import type { XmlElement } from "./xml-element.ts";

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

function elements(children: readonly Child[]): XmlElement[] {
  return children.filter((child) => typeof child !== "string");
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
      name,
      attributes: isRecord(attributes) ? toAttributes(attributes) : noAttributes,
      children: toChildren(content),
      offset: offsetOf(node),
    };
  }
  return undefined;
}

function toAttributes(attributes: Record<PropertyKey, unknown>): XmlElement["attributes"] {
  return Object.entries(attributes).map(([key, value]) => [key, decodeReferences(String(value))]);
}

function offsetOf(node: Record<PropertyKey, unknown>): number {
  const meta = typeof metadata === "symbol" ? node[metadata] : undefined;
  return isRecord(meta) && typeof meta.startIndex === "number" ? meta.startIndex : 0;
}

function cdataText(content: unknown): string {
  const [first] = Array.isArray(content) ? content : [];
  return isRecord(first) ? String(first["#text"]) : "";
}

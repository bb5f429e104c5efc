import { markupPieces } from "./markup-pieces.ts";

const looseAmpersand = /&(?!#\d+;|#x[\da-f]+;|[\w:.-]+;)/i;

interface XmlElement {
  readonly open: string;
  readonly children: XmlNode[];
  close: string;
}

type XmlNode = string | XmlElement;

/**
 * The document with one element a line, every piece of it as it came; an element that holds text is
 * left alone. `undefined` when it is not well-formed.
 */
export function prettyXml(text: string): string | undefined {
  const nodes = readNodes(text);
  return nodes?.flatMap((node) => writeNode(node, "")).join("\n");
}

function readNodes(text: string): readonly XmlNode[] | undefined {
  const pieces = markupPieces(text);
  if (pieces === undefined || looseAmpersand.test(text)) return undefined;
  const root: XmlElement = { open: "", children: [], close: "" };
  const path = [root];
  for (const one of pieces) {
    const current = path.at(-1);
    const name = /^<\/?([^\s/>!?]+)/.exec(one)?.[1];
    if (name === undefined || one.endsWith("/>")) current?.children.push(one);
    else if (!one.startsWith("</")) {
      const element: XmlElement = { open: one, children: [], close: "" };
      current?.children.push(element);
      path.push(element);
    } else if (current === undefined || nameOf(current) !== name) return undefined;
    else {
      current.close = one;
      path.pop();
    }
  }
  return path.length === 1 && root.children.some(isElement) ? root.children : undefined;
}

function writeNode(node: XmlNode, indent: string): readonly string[] {
  if (typeof node === "string") return node.trim() === "" ? [] : [indent + node.trim()];
  const { open, children, close } = node;
  const nested = children.some(isElement);
  // Blanks at the ends of a text are part of what is sent.
  if (!nested) return [indent + open + children.join("") + close];
  return [
    indent + open,
    ...children.flatMap((child) => writeNode(child, `${indent}  `)),
    indent + close,
  ];
}

/** An element: one with an end tag, or one that is empty, such as `<Response/>`. */
function isElement(node: XmlNode): boolean {
  return typeof node !== "string" || /^<\w/.test(node);
}

function nameOf({ open }: XmlElement): string | undefined {
  return /^<([^\s/>]+)/.exec(open)?.[1];
}

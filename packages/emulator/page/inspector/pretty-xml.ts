/** The document with one element a line; `undefined` when it is not well-formed. */
export function prettyXml(text: string): string | undefined {
  if (!text.trimStart().startsWith("<")) return undefined;
  const parsed = new DOMParser().parseFromString(text, "application/xml");
  if (parsed.querySelector("parsererror")) return undefined;
  const declaration = /^<\?xml[^>]*\?>/.exec(text)?.[0];
  const nodes = [...parsed.childNodes].flatMap((node) => writeNode(node, ""));
  return [declaration, ...nodes].filter((line) => line !== undefined).join("\n");
}

function writeNode(node: Node, indent: string): string[] {
  const source = new XMLSerializer().serializeToString(node);
  if (node.nodeType === Node.TEXT_NODE) return source.trim() === "" ? [] : [indent + source.trim()];
  if (!(node instanceof Element)) return [indent + source];
  const children = [...node.childNodes];
  const hasElements = children.some((child) => child instanceof Element);
  // Text is kept to the letter: blanks at its ends are part of what is sent.
  if (!hasElements) return [indent + source];
  const [open = ""] = new XMLSerializer()
    .serializeToString(node.cloneNode(false))
    .split(/\/>|><\//);
  return [
    `${indent}${open.replace(/>$/, "")}>`,
    ...children.flatMap((child) => writeNode(child, `${indent}  `)),
    `${indent}</${node.tagName}>`,
  ];
}

/** A piece of markup, and what it is. */
export interface XmlPart {
  readonly kind: "tag" | "name" | "string" | "comment" | "text";
  readonly text: string;
}

const token = /(<!--.*?(?:-->|$))|(<[?/!]?[\w:.-]*)|(\s[\w:.-]+)(?==)|("[^"]*"|'[^']*')|([?/]?>)/g;

/** The pieces of one line, for colouring; together they are the line. */
export function xmlParts(line: string): readonly XmlPart[] {
  const parts: XmlPart[] = [];
  let inTag = false;
  let at = 0;
  for (const match of line.matchAll(token)) {
    const [text, comment, open, name, string, close] = match;
    // Outside a tag, quotes and names are plain text.
    if (!inTag && comment === undefined && open === undefined) continue;
    if (match.index > at) parts.push({ kind: "text", text: line.slice(at, match.index) });
    at = match.index + text.length;
    if (open !== undefined) inTag = true;
    if (close !== undefined) inTag = false;
    const kind = comment ? "comment" : name ? "name" : string ? "string" : "tag";
    parts.push({ kind, text });
  }
  if (at < line.length) parts.push({ kind: "text", text: line.slice(at) });
  return parts;
}

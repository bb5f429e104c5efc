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

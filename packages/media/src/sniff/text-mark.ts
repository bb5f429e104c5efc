/**
 * The type of a document by how its text begins; `undefined` when it has no mark.
 *
 * Strangers choose this text, so it is scanned by hand: no character is read more than a few times,
 * however comments and declarations repeat.
 */
export function textMark(text: string): string | undefined {
  const start = skipSpace(text, 0);
  for (const [mark, type] of marks) {
    if (text.slice(start, start + mark.length).toUpperCase() === mark) return type;
  }
  return text[start] === "<" ? markupType(text, start) : undefined;
}

const marks: readonly (readonly [mark: string, type: string])[] = [
  ["BEGIN:VCARD", "text/vcard"],
  ["BEGIN:VCALENDAR", "text/calendar"],
  ["{\\RTF", "text/rtf"],
];

/** By the local name of the root element, or of the document type. */
const roots: ReadonlyMap<string, string> = new Map([
  ["svg", "image/svg+xml"],
  ["smil", "application/smil"],
  ...["html", "head", "body", "script", "iframe", "title", "style", "meta"].map(
    (name) => [name, "text/html"] as const,
  ),
]);

function markupType(text: string, start: number): string | undefined {
  const isXml = isName(text, start + 1, "?xml");
  let at: number | undefined = start;
  while (at !== undefined && text[at] === "<") {
    if (text.startsWith("<!--", at)) at = afterComment(text, at);
    else if (text[at + 1] === "?") at = after(text, isXml ? "?>" : ">", at);
    else {
      const isDocumentType = isName(text, at + 1, "!doctype");
      const name = localName(text, isDocumentType ? skipSpace(text, at + 9) : at + 1);
      return roots.get(name) ?? (isXml || isDocumentType ? "application/xml" : undefined);
    }
    at &&= skipSpace(text, at);
  }
  return isXml ? "application/xml" : undefined;
}

/**
 * Where a comment ends; `undefined` when it does not. Browsers end one at `<!-->` and `--!>` too:
 * WHATWG, "HTML", 13.2.5.43 and following, html.spec.whatwg.org/multipage/parsing.html
 */
function afterComment(text: string, start: number): number | undefined {
  for (let at = text.indexOf("--", start + 2); at >= 0; at = text.indexOf("--", at + 1)) {
    if (text[at + 2] === ">") return at + 3;
    if (text[at + 2] === "!" && text[at + 3] === ">" && at >= start + 4) return at + 4;
  }
  return undefined;
}

function after(text: string, end: string, start: number): number | undefined {
  const at = text.indexOf(end, start);
  return at < 0 ? undefined : at + end.length;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && (text[at] ?? "x").trim() === "") at++;
  return at;
}

/** Is this name, in any case, at this place, and not only the start of a longer one? */
function isName(text: string, at: number, name: string): boolean {
  const end = at + name.length;
  return text.slice(at, end).toLowerCase() === name && (text[end] ?? " ").trim() === "";
}

/** The name at this place in lower case, without a prefix: `svg` of `<svg:svg`. */
function localName(text: string, start: number): string {
  let end = start;
  while (end < text.length && end - start < 64 && /[\w:.-]/.test(text[end] ?? "")) end++;
  return text.slice(start, end).toLowerCase().split(":").at(-1) ?? "";
}

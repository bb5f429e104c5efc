/** What opens a piece that ends in its own way, and that end. */
const special = [
  ["<!--", "-->"],
  ["<![CDATA[", "]]>"],
  ["<?", "?>"],
] as const;

/**
 * The pieces of a document: markup from < to >, and the text in between; `undefined` when one does not
 * end. By hand, because an expression looks for a missing end again at every <.
 */
export function markupPieces(text: string): readonly string[] | undefined {
  const pieces: string[] = [];
  let at = 0;
  while (at < text.length) {
    const end = text[at] === "<" ? endOfMarkup(text, at) : endOfText(text, at);
    if (end === undefined) return undefined;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}

function endOfText(text: string, at: number): number {
  const next = text.indexOf("<", at);
  return next < 0 ? text.length : next;
}

function endOfMarkup(text: string, at: number): number | undefined {
  for (const [open, close] of special) {
    if (!text.startsWith(open, at)) continue;
    const end = text.indexOf(close, at + open.length);
    return end < 0 ? undefined : end + close.length;
  }
  for (let end = at + 1; end < text.length; end++) {
    const character = text[end];
    if (character === ">") return end + 1;
    if (character === "<") return undefined;
    if (character !== '"' && character !== "'") continue;
    end = text.indexOf(character, end + 1);
    if (end < 0) return undefined;
  }
  return undefined;
}

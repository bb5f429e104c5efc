import { findReferenceFault } from "./find-reference-fault.ts";
import { readStartTag } from "./read-start-tag.ts";
import { skipSpecial } from "./skip-special.ts";
import type { XmlFault } from "./xml-fault.ts";
import { namePattern } from "./xml-name.ts";

/** Elements inside elements at most; a reply document needs three, own verbs a few more. */
const MAX_DEPTH = 32;

/**
 * Elements at most: ten replies with all their media are 120. Sixteen thousand fit into 64 kB, and
 * reading them would keep the process busy for longer than 50 ms.
 */
const MAX_ELEMENTS = 1024;

const endTag = new RegExp(`</(${namePattern})[ \\t\\n]*>`, "y");

/** Looks through tags, text, comments, sections and instructions for what is not well-formed. */
export function findMarkupFault(xml: string): XmlFault | undefined {
  const open: { readonly name: string; readonly offset: number }[] = [];
  let elements = 0;
  let at = 0;
  while (at < xml.length) {
    const next = xml.indexOf("<", at);
    const end = next < 0 ? xml.length : next;
    const fault = end > at ? findTextFault(xml.slice(at, end), at, open.length > 0) : undefined;
    if (fault) return fault;
    if (next < 0) break;

    const kind = xml[next + 1];
    if (kind === "!" || kind === "?") {
      const past = skipSpecial(xml, next, open.length > 0);
      if (typeof past !== "number") return past;
      at = past;
    } else if (kind === "/") {
      endTag.lastIndex = next;
      const name = endTag.exec(xml)?.[1];
      const expected = open.pop()?.name;
      if (name === undefined || name !== expected) return endTagFault(name, expected, next);
      at = endTag.lastIndex;
    } else {
      if (open.length === 0 && elements > 0)
        return { sentence: "The document has a second root element.", offset: next };
      elements += 1;
      if (elements > MAX_ELEMENTS)
        return { sentence: `There are more than ${MAX_ELEMENTS} elements.`, offset: next };
      if (open.length === MAX_DEPTH)
        return { sentence: `Elements are nested more than ${MAX_DEPTH} deep.`, offset: next };
      const tag = readStartTag(xml, next);
      if (!tag.ok) return tag.fault;
      if (!tag.isEmpty) open.push({ name: tag.name, offset: next });
      at = tag.end;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) return { sentence: `<${unclosed.name}> is not closed.`, offset: unclosed.offset };
  if (elements === 0) return { sentence: "The document has no root element.", offset: 0 };
  return undefined;
}

function findTextFault(text: string, offset: number, isInside: boolean): XmlFault | undefined {
  if (!isInside) {
    const stray = text.search(/[^ \t\n]/);
    if (stray < 0) return undefined;
    return { sentence: "Text stands outside of the root element.", offset: offset + stray };
  }
  const close = text.indexOf("]]>");
  if (close >= 0)
    return { sentence: "]]> is not allowed in text; write it as ]]&gt;.", offset: offset + close };
  return findReferenceFault(text, offset);
}

const closing = "This closing tag cannot be read; write it as </Message>, without attributes.";

function endTagFault(
  name: string | undefined,
  expected: string | undefined,
  offset: number,
): XmlFault {
  if (name === undefined) return { sentence: closing, offset };
  if (expected === undefined) return { sentence: `</${name}> closes no element.`, offset };
  return { sentence: `Expected </${expected}>, got </${name}>.`, offset };
}

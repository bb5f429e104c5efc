import { findReferenceFault } from "./find-reference-fault.ts";
import type { XmlFault } from "./xml-fault.ts";
import { namePattern } from "./xml-name.ts";

/** A start tag that is well-formed, or what is wrong with it. */
export type StartTag =
  | { readonly ok: true; readonly name: string; readonly isEmpty: boolean; readonly end: number }
  | { readonly ok: false; readonly fault: XmlFault };

// Sticky, each goes on where the one before has stopped: a tag is passed over once.
const start = new RegExp(`<(${namePattern})`, "y");
const attribute = new RegExp(
  `[ \\t\\n]+(${namePattern})[ \\t\\n]*=[ \\t\\n]*("[^<"]*"|'[^<']*')`,
  "y",
);
const close = /[ \t\n]*(\/?)>/y;

/** Reads the start tag at this offset, attribute by attribute. */
export function readStartTag(xml: string, offset: number): StartTag {
  start.lastIndex = offset;
  const name = start.exec(xml)?.[1];
  if (name === undefined) return refuse("A bare < is not allowed; write it as &lt;.", offset);

  let at = start.lastIndex;
  let known: Set<string> | undefined;
  attribute.lastIndex = at;
  for (let match = attribute.exec(xml); match; match = attribute.exec(xml)) {
    const [whole, key = "", value = ""] = match;
    if (known?.has(key))
      return refuse(
        `The attribute "${key}" stands twice in <${name}>.`,
        at + whole.search(/[^ \t\n]/),
      );
    known = (known ?? new Set()).add(key);
    at = attribute.lastIndex;
    const fault = findReferenceFault(value, at - value.length);
    if (fault) return { ok: false, fault };
  }
  close.lastIndex = at;
  const end = close.exec(xml);
  if (!end) return explain(xml, name, offset, at);
  return { ok: true, name, isEmpty: end[1] === "/", end: close.lastIndex };
}

function refuse(sentence: string, offset: number): StartTag {
  return { ok: false, fault: { sentence, offset } };
}

const key = new RegExp(`[ \\t\\n]+(${namePattern})[ \\t\\n]*(=?)[ \\t\\n]*(["']?)`, "y");

/** What is wrong with a tag from `at` on, where all before it is well. */
function explain(xml: string, name: string, offset: number, at: number): StartTag {
  key.lastIndex = at;
  const [, attribute, equals, quote = ""] = key.exec(xml) ?? [];
  const inside = key.lastIndex;
  const stray = at + xml.slice(at).search(/[^ \t\n]|$/);
  if (attribute === undefined) {
    return stray === xml.length || xml[stray] === "<"
      ? refuse(`The tag <${name} is not closed.`, offset)
      : refuse(
          `The tag <${name} goes wrong here: expected an attribute such as to="+14155550100", or the end of the tag.`,
          stray,
        );
  }
  if (equals === "" || quote === "")
    return refuse(`The attribute "${attribute}" in <${name}> needs a value in quotes.`, stray);
  const bracket = xml.indexOf("<", inside);
  const end = xml.indexOf(quote, inside);
  return bracket >= 0 && (end < 0 || bracket < end)
    ? refuse("An attribute holds a < that is not escaped; write it as &lt;.", bracket)
    : refuse(`The value of "${attribute}" in <${name}> is not closed.`, inside - 1);
}

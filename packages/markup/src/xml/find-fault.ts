import { findMarkupFault } from "./find-markup-fault.ts";
import type { XmlFault } from "./xml-fault.ts";

// What XML 1.0 forbids; surrogates are told apart below.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot carry.
const unreadable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const unpaired = /\p{Surrogate}/u;

/**
 * Looks for what keeps a text from being a document: all that XML forbids, and what a reply never
 * needs (a DOCTYPE, which could define entities, and elements beyond counting).
 *
 * @param xml with LF as its only line end.
 */
export function findFault(xml: string): XmlFault | undefined {
  return faultBefore(xml) ?? faultyCharacter(xml) ?? findMarkupFault(xml);
}

function faultBefore(xml: string): XmlFault | undefined {
  const first = xml[0];
  if (first === "<") return undefined;
  if (xml.trim() === "") return { sentence: "The document is empty.", offset: 0 };
  if (first === "\ufeff")
    return { sentence: "A byte order mark stands before the document.", offset: 0 };
  if (/^\s/.test(xml)) return { sentence: "White space stands before the document.", offset: 0 };
  return { sentence: "Text stands before the document.", offset: 0 };
}

function faultyCharacter(xml: string): XmlFault | undefined {
  const strange = unreadable.exec(xml) ?? (/[\ud800-\udfff]/.test(xml) ? unpaired.exec(xml) : null);
  if (!strange) return undefined;
  const code = strange[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
  return { sentence: `The character U+${code} is not allowed in XML.`, offset: strange.index };
}

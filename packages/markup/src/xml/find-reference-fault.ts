import type { XmlFault } from "./xml-fault.ts";

// References to the five named characters and to numbers; whatever else begins with an ampersand.
const ampersand = /&(?:#x([\da-fA-F]{1,8});|#(\d{1,9});|(amp|lt|gt|quot|apos);|[^;\s<&]{0,20};?)/g;

/**
 * Looks for an ampersand that begins no reference, or one to a character that XML cannot carry.
 *
 * @param offset of the text in the document.
 */
export function findReferenceFault(text: string, offset: number): XmlFault | undefined {
  if (!text.includes("&")) return undefined;
  for (const { 0: reference, 1: hex, 2: decimal, 3: name, index } of text.matchAll(ampersand)) {
    const fault = (sentence: string) => ({ sentence, offset: offset + index });
    if (name !== undefined) continue;
    if (hex === undefined && decimal === undefined)
      return fault(
        reference.endsWith(";") && reference.length > 2
          ? `${reference} is no character reference.`
          : "A bare & is not allowed; write it as &amp;.",
      );
    if (!isXmlCharacter(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)))
      return fault(`${reference} stands for a character that XML does not allow.`);
  }
  return undefined;
}

// XML 1.0's production Char.
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return (
    code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code > 0xffff && code <= 0x10_ffff)
  );
}

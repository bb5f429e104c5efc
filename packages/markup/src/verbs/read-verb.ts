import type { Verb } from "../document.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { messageVerb } from "./message-verb.ts";
import { redirectVerb } from "./redirect-verb.ts";
import type { VerbReader, Warn } from "./verb-reader.ts";

const standard: readonly VerbReader[] = [messageVerb, redirectVerb];

/** Reads one verb; `undefined` when it cannot be run, and then a warning says why. */
export function readVerb(
  element: XmlElement,
  own: readonly VerbReader[],
  warn: Warn,
): Verb | undefined {
  const { name, offset } = element;
  const readers = own.length === 0 ? standard : [...own, ...standard];
  const reader = readers.find(({ names }) => names.includes(name));
  if (reader) return reader.read(element, warn);

  const meant = readers
    .map(({ names }) => names[0])
    .find((known) => known?.toLowerCase() === name.toLowerCase());
  const hint = meant ? ` Did you mean <${meant}>?` : "";
  warn(12200, `<${name}> is not allowed in <Response>.${hint}`, offset);
  warn(14110, `<${name}> is not a verb for message replies; it is skipped.`, offset);
  return undefined;
}

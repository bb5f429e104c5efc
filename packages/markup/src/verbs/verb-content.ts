import type { Noun } from "../document.ts";
import { dropUnwritable } from "../xml/escape.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { xmlName } from "../xml/xml-name.ts";
import { type Warn, warnAttribute } from "./verb-reader.ts";

/** What can stand inside a verb: `noContent`, `textContent`, or `nounContent("Item", …)`. */
export interface VerbContent<Content> {
  /** Takes what stands inside the element; warns of what does not belong there. */
  read(element: XmlElement, warn: Warn): Content;
  /** What a builder was given, as it is read again once it is written. */
  normalize(given: Content | undefined): Content;
}

/** Nothing stands inside. */
export const noContent: VerbContent<undefined> = {
  read(element, warn) {
    if (textOf(element, warn).trim() !== "")
      warn(12200, `Text is not allowed in <${element.name}>; it is ignored.`, element.offset);
    return undefined;
  },
  normalize: () => undefined,
};

/** Text stands inside. */
export const textContent: VerbContent<string> = {
  read: textOf,
  normalize: (given = "") => dropUnwritable(given),
};

/**
 * Text and nouns of these names stand inside, in document order. Between nouns, blanks count as the
 * document's indentation and are dropped.
 *
 * @throws ReparteeError `name_invalid` for a name that XML does not allow.
 */
export function nounContent<const Name extends string>(
  ...names: readonly Name[]
): VerbContent<readonly (string | Noun<Name>)[]> {
  for (const name of names) xmlName(name);
  return {
    read(element, warn) {
      const parts: (string | Noun<Name>)[] = [];
      for (const child of element.children) {
        const name =
          typeof child === "string" ? undefined : names.find((one) => one === child.name);
        if (typeof child === "string") parts.push(child);
        else if (name === undefined) warnElement(child, element, warn);
        else parts.push(Object.freeze({ name, text: nounText(child, warn) }));
      }
      return tidy(
        parts,
        element.children.some((child) => typeof child !== "string"),
      );
    },
    normalize(given = []) {
      const parts = given.map((part) =>
        typeof part === "string"
          ? dropUnwritable(part)
          : Object.freeze({ name: part.name, text: dropUnwritable(part.text) }),
      );
      return tidy(
        parts,
        parts.some((part) => typeof part !== "string"),
      );
    },
  };
}

/** Joins texts that touch, and drops those that say nothing. */
function tidy<Part extends Noun>(
  parts: readonly (string | Part)[],
  isMixed: boolean,
): readonly (string | Part)[] {
  const joined: (string | Part)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined.splice(-1, 1, last + part);
    else joined.push(part);
  }
  const isEmpty = (text: string) => (isMixed ? text.trim() : text) === "";
  return Object.freeze(joined.filter((part) => typeof part !== "string" || !isEmpty(part)));
}

// Nouns take no attributes.
function nounText(element: XmlElement, warn: Warn): string {
  for (const [name] of element.attributes) warnAttribute(name, element, warn);
  return textOf(element, warn);
}

function textOf(element: XmlElement, warn: Warn): string {
  let text = "";
  for (const child of element.children) {
    if (typeof child === "string") text += child;
    else warnElement(child, element, warn);
  }
  return text;
}

function warnElement(child: XmlElement, parent: XmlElement, warn: Warn): void {
  warn(12200, `<${child.name}> is not allowed in <${parent.name}>; it is skipped.`, child.offset);
}

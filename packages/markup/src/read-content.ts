import type { Noun } from "./document.ts";
import { type Warn, warnAttribute } from "./verb-reader.ts";
import type { XmlElement } from "./xml-element.ts";

/** Reads what stands inside a verb. */
export interface ContentReader<Content> {
  read(element: XmlElement, warn: Warn): Content;
}

/** Nothing stands inside. */
export const noContent: ContentReader<undefined> = {
  read(element, warn) {
    if (textOf(element, warn).trim() !== "")
      warn(12200, `Text is not allowed in <${element.name}>; it is ignored.`, element.offset);
    return undefined;
  },
};

/** Text stands inside. */
export const textContent: ContentReader<string> = { read: textOf };

/** Text and nouns of these names stand inside, in document order. */
export function nounContent<const Name extends string>(
  ...names: readonly Name[]
): ContentReader<readonly (string | Noun<Name>)[]> {
  return {
    read(element, warn) {
      const isMixed = element.children.some((child) => typeof child !== "string");
      const parts: (string | Noun<Name>)[] = [];
      for (const child of element.children) {
        if (typeof child === "string") {
          // Between elements, blanks are the document's indentation.
          if (!isMixed || child.trim() !== "") parts.push(child);
          continue;
        }
        const name = names.find((one) => one === child.name);
        if (name === undefined) warnElement(child, element, warn);
        else parts.push({ name, text: nounText(child, warn) });
      }
      return parts;
    },
  };
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

import { ReparteeError } from "@repartee/protocol";
import { element, writeAttribute } from "./write.ts";
import { escapeComment, escapeText } from "./xml/escape.ts";
import { xmlName } from "./xml/xml-name.ts";

/** Attributes by name; `undefined` and `null` are left out, lists are joined with a space. */
export type NodeAttributes = Readonly<Record<string, unknown>>;

/** An element that grows: what the fluent builder is made of. */
export class MarkupNode {
  readonly #name: string;
  readonly #attributes: string;
  readonly #content: (() => string)[] = [];
  readonly #document: () => string;

  /** @param document writes the whole document that the node stands in. */
  constructor(name: string, attributes: NodeAttributes, document: () => string) {
    this.#name = xmlName(name);
    this.#attributes = writeAttributes(attributes);
    this.#document = document;
  }

  /** The whole document, also when it is called on a part of it. */
  toString(): string {
    return this.#document();
  }

  /**
   * Adds text at the end.
   *
   * @throws ReparteeError `text_missing` for what is no text, before a person reads "undefined".
   */
  addText(text: string): void {
    const written = escapeText(given(text, "Text"));
    this.#content.push(() => written);
  }

  /**
   * Adds an element of any name at the end.
   *
   * @throws ReparteeError `name_invalid` for a name that XML does not allow.
   */
  addChild(name: string, attributes: NodeAttributes = {}): MarkupNode {
    return this.append(new MarkupNode(name, attributes, this.#document));
  }

  /** Puts an element at the end. */
  protected append<Node extends MarkupNode>(node: Node): Node {
    this.#content.push(() => node.element());
    return node;
  }

  /** Puts a comment at the end. */
  protected appendComment(text: string): void {
    const written = writeComment(text);
    this.#content.push(() => written);
  }

  /** Writes the document at the call, whichever part of it is asked. */
  protected get document(): () => string {
    return this.#document;
  }

  /** This element alone. */
  element(): string {
    return element(this.#name, this.#attributes, this.#content.map((write) => write()).join(""));
  }
}

/** A comment, one space inside on each side; two hyphens that touch are set apart. */
export function writeComment(text: string): string {
  return `<!-- ${escapeComment(given(text, "A comment"))} -->`;
}

// What was not compiled can pass anything; numbers are written as the official SDK does.
function given(text: unknown, what: string): string {
  if (text !== undefined && text !== null) return `${text}`;
  throw new ReparteeError("text_missing", `${what} is ${text}; expected a string.`);
}

function writeAttributes(attributes: NodeAttributes): string {
  let text = "";
  for (const [name, given] of Object.entries(attributes)) {
    const value: unknown = typeof given === "function" ? given() : given;
    if (value === undefined || value === null) continue;
    text += writeAttribute(xmlName(name), Array.isArray(value) ? value.join(" ") : `${value}`);
  }
  return text;
}

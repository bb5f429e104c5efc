import type { HttpMethod } from "../document.ts";
import { MarkupNode, type NodeAttributes, writeComment } from "../markup-node.ts";
import { DECLARATION } from "../write.ts";

/** Attributes of `<Message>`; others are written as they are given. */
export interface MessageAttributes {
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly action?: string | undefined;
  readonly method?: HttpMethod | undefined;
  readonly statusCallback?: string | undefined;
}

/** Attributes of `<Redirect>`; others are written as they are given. */
export interface RedirectAttributes {
  readonly method?: HttpMethod | undefined;
}

/** What the first argument of a fluent call can be: the text, or the attributes. */
type First<Attributes> = string | Attributes | null | undefined;

/**
 * The fluent builder of the official SDK, byte for byte, for code that moves over.
 *
 * Two things differ, for the better: text that XML cannot carry is dropped instead of thrown or
 * sent, and a comment's `--` is set apart instead of thrown. New code reads better with
 * `response(message(…))`.
 *
 * @example
 * const twiml = new MessagingResponse();
 * twiml.message({ to: "+14155550100" }, "Hi!");
 * twiml.toString();
 */
export class MessagingResponse extends MarkupNode {
  readonly #before: string[] = [];
  readonly #after: string[] = [];

  constructor() {
    super("Response", {}, () => this.#write());
  }

  /** Adds a message: `message(body)` or `message(attributes, body)`. */
  message(attributes?: First<MessageAttributes>, body?: string | null): MessageNode {
    const { given, text, isDropped } = readArguments(attributes, body);
    const node = new MessageNode("Message", given, this.document);
    addText(node, text);
    return isDropped ? node : this.append(node);
  }

  /** Adds a redirect: `redirect(url)` or `redirect(attributes, url)`. */
  redirect(attributes?: First<RedirectAttributes>, url?: string | null): MarkupNode {
    const { given, text, isDropped } = readArguments(attributes, url);
    const node = new MarkupNode("Redirect", given, this.document);
    addText(node, text);
    return isDropped ? node : this.append(node);
  }

  /** Adds a comment at the end of the document. */
  comment(text: string): this {
    this.appendComment(text);
    return this;
  }

  /** Adds a comment before `<Response>`, after those that are there. */
  commentBefore(text: string): this {
    this.#before.push(writeComment(text));
    return this;
  }

  /** Adds a comment behind `<Response>`, before those that are there. */
  commentAfter(text: string): this {
    this.#after.unshift(writeComment(text));
    return this;
  }

  #write(): string {
    return DECLARATION + this.#before.join("") + this.element() + this.#after.join("");
  }
}

/** A `<Message>` that grows. */
export class MessageNode extends MarkupNode {
  /** Adds a body: `body(text)` or `body(attributes, text)`. */
  body(attributes?: First<NodeAttributes>, text?: string | null): MarkupNode {
    return this.#noun("Body", attributes, text);
  }

  /** Adds a media item: `media(url)` or `media(attributes, url)`. */
  media(attributes?: First<NodeAttributes>, url?: string | null): MarkupNode {
    return this.#noun("Media", attributes, url);
  }

  #noun(name: string, first: unknown, second: unknown): MarkupNode {
    const { given, text, isDropped } = readArguments(first, second);
    const node = new MarkupNode(name, given, this.document);
    addText(node, text);
    return isDropped ? node : this.append(node);
  }
}

interface Arguments {
  readonly given: NodeAttributes;
  readonly text: unknown;
  /** A text of `null` leaves the element out. */
  readonly isDropped: boolean;
}

// The first argument counts as attributes only when it is an object, as in the official SDK.
function readArguments(first: unknown, second: unknown): Arguments {
  if (typeof first === "string") return { given: {}, text: first, isDropped: false };
  if (first === null && (second === null || second === undefined))
    return { given: {}, text: undefined, isDropped: true };
  const given = called(first ?? {});
  if (isAttributes(given)) return { given, text: called(second), isDropped: second === null };
  return { given: {}, text: called(second ?? given), isDropped: false };
}

function called(given: unknown): unknown {
  return typeof given === "function" ? given() : given;
}

function isAttributes(value: unknown): value is NodeAttributes {
  return typeof value === "object" && value !== null;
}

function addText(node: MarkupNode, text: unknown): void {
  if (text !== undefined && text !== null) node.addText(`${text}`);
}

import { MAX_DOCUMENT_BYTES } from "@repartee/protocol";
import type { ResponseDocument, Verb } from "./document.ts";
import { readVerb } from "./verbs/read-verb.ts";
import { type VerbReader, type Warn, warnAttribute } from "./verbs/verb-reader.ts";
import { createLineIndex, type Position } from "./xml/line-index.ts";
import { readXml } from "./xml/read-xml.ts";
import type { XmlElement } from "./xml/xml-element.ts";

/** Something odd in a document that does not keep it from running. */
export interface MarkupWarning extends Position {
  /** 12200, 14104 or 14110. */
  readonly code: number;
  readonly sentence: string;
}

/** Why a document cannot be run at all. */
export interface MarkupError extends Position {
  /** 11750, 12100, 12101 or 12102. */
  readonly code: number;
  readonly sentence: string;
}

export type ParseResult =
  | {
      readonly ok: true;
      readonly document: ResponseDocument;
      /** Where each verb begins. */
      readonly positions: readonly Position[];
      readonly warnings: readonly MarkupWarning[];
    }
  | { readonly ok: false; readonly error: MarkupError };

export interface ParseOptions {
  /**
   * Whether white space around a body belongs to it. The platform's own way is not documented.
   * Default: `keep`, so that what was written is read again.
   */
  readonly whitespace?: "keep" | "trim" | undefined;
  /** Verbs of your own, from `defineVerb`. One that is named like a standard verb replaces it. */
  readonly verbs?: readonly VerbReader[] | undefined;
}

/** Reads a reply document. Never throws: what cannot be run is an error value with its position. */
export function parse(
  xml: string,
  { whitespace = "keep", verbs: own = [] }: ParseOptions = {},
): ParseResult {
  // A UTF-16 unit takes three bytes at most: counting is for the long ones.
  if (xml.length * 3 > MAX_DOCUMENT_BYTES && Buffer.byteLength(xml) > MAX_DOCUMENT_BYTES) {
    const sentence = `The document is larger than ${MAX_DOCUMENT_BYTES} bytes.`;
    return { ok: false, error: { code: 11750, sentence, line: 1, column: 1 } };
  }
  // XML reads every line end as LF.
  const text = xml.includes("\r") ? xml.replace(/\r\n?/g, "\n") : xml;
  const positionOf = createLineIndex(text);
  const fail = (code: number, sentence: string, offset: number): ParseResult => ({
    ok: false,
    error: { code, sentence, ...positionOf(offset) },
  });
  const read = readXml(text);
  if (!read.ok) return fail(12100, read.fault.sentence, read.fault.offset);

  const { root } = read;
  if (root.name !== "Response") {
    return fail(12102, `The root element is <${root.name}>, not <Response>.`, root.offset);
  }
  if (root.attributes.some(([name]) => name === "version")) {
    // Which values are valid is documented nowhere; every current document has none.
    return fail(12101, "<Response> has a version attribute.", root.offset);
  }

  const warnings: MarkupWarning[] = [];
  const warn: Warn = (code, sentence, offset) =>
    void warnings.push({ code, sentence, ...positionOf(offset) });
  for (const [name] of root.attributes) if (!isNamespace(name)) warnAttribute(name, root, warn);
  const verbs: Verb[] = [];
  const positions: Position[] = [];
  let previous = root;
  for (const child of root.children) {
    if (typeof child === "string") {
      if (child.trim() !== "") warnText(previous, root, warn);
      continue;
    }
    previous = child;
    const verb = readVerb(child, own, warn);
    if (!verb) continue;
    verbs.push(whitespace === "trim" ? trimmed(verb) : verb);
    positions.push(positionOf(child.offset));
  }
  const document = Object.freeze({ verbs: Object.freeze(verbs) });
  return { ok: true, document, positions, warnings };
}

/** XML's own attributes: editors put them there, and they say nothing about the reply. */
function isNamespace(name: string): boolean {
  return name === "xmlns" || /^(?:xmlns|xml|xsi):/.test(name);
}

// Where text begins is not known, but the element that it follows is.
function warnText(previous: XmlElement, root: XmlElement, warn: Warn): void {
  const where = previous === root ? "" : `, after <${previous.name}>,`;
  warn(12200, `Text directly inside <Response>${where} is not sent.`, previous.offset);
}

function trimmed(verb: Verb): Verb {
  return verb.kind === "message" ? Object.freeze({ ...verb, body: verb.body.trim() }) : verb;
}

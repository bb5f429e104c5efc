import { MAX_DOCUMENT_BYTES } from "@repartee/protocol";
import type { ResponseDocument, Verb } from "./document.ts";
import { readVerb } from "./read-verb.ts";
import { readXml } from "./read-xml.ts";
import type { VerbReader } from "./verb-reader.ts";

/** A place in a document; line and column count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

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
    return fail(xml, 11750, `The document is larger than ${MAX_DOCUMENT_BYTES} bytes.`, 0);
  }
  // XML reads every line end as LF.
  const text = xml.includes("\r") ? xml.replace(/\r\n?/g, "\n") : xml;
  const read = readXml(text);
  if (!read.ok) return fail(text, 12100, read.fault.sentence, read.fault.offset);

  const [root, second] = read.roots;
  if (!root) return fail(text, 12100, "The document has no root element.", 0);
  if (second) return fail(text, 12100, "The document has a second root element.", second.offset);
  if (root.name !== "Response") {
    return fail(text, 12102, `The root element is <${root.name}>, not <Response>.`, root.offset);
  }
  if (root.attributes.some(([name]) => name === "version")) {
    // Which values are valid is documented nowhere; every current document has none.
    return fail(text, 12101, "<Response> has a version attribute.", root.offset);
  }

  const warnings: MarkupWarning[] = [];
  const warn = (code: number, sentence: string, offset: number) =>
    void warnings.push({ code, sentence, ...positionOf(text, offset) });
  const verbs: Verb[] = [];
  const positions: Position[] = [];
  for (const child of root.children) {
    if (typeof child === "string") {
      if (child.trim() !== "")
        warn(12200, "Text directly inside <Response> is not sent.", root.offset);
      continue;
    }
    const verb = readVerb(child, own, warn);
    if (!verb) continue;
    verbs.push(whitespace === "trim" ? trimmed(verb) : verb);
    positions.push(positionOf(text, child.offset));
  }
  const document = Object.freeze({ verbs: Object.freeze(verbs) });
  return { ok: true, document, positions, warnings };
}

function trimmed(verb: Verb): Verb {
  return verb.kind === "message" ? Object.freeze({ ...verb, body: verb.body.trim() }) : verb;
}

function fail(text: string, code: number, sentence: string, offset: number): ParseResult {
  return { ok: false, error: { code, sentence, ...positionOf(text, offset) } };
}

function positionOf(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

import { type Document, LineCounter, parseDocument, visit } from "yaml";

/** A file in YAML or JSON, read. */
export interface ReadDocument {
  readonly document: Document;
  readonly content: unknown;
  /** What is wrong with it as such, each with its offset; then there is no content. */
  readonly faults: readonly { readonly offset: number; readonly message: string }[];
  /** `line:col` of an offset, both from 1. */
  place(offset: number): string;
}

/** Reads YAML, of which JSON is a part, as configurations are written in it. */
export function readDocument(text: string): ReadDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faults = document.errors.map(({ pos, message }) => ({ offset: pos[0], message }));
  visit(document, {
    Scalar(_key, node) {
      // YAML takes +15005550006 for a number; here it is a telephone's.
      if (typeof node.value === "number" && node.source?.startsWith("+")) node.value = node.source;
    },
    Alias(_key, node) {
      const offset = node.range?.[0] ?? 0;
      const target = node.resolve(document);
      if (!target) faults.push({ offset, message: `Nothing is named &${node.source}` });
      else if (offset < (target.range?.[1] ?? 0)) {
        faults.push({ offset, message: `&${node.source} is within itself` });
      }
    },
  });
  return {
    document,
    // An empty file is one that says nothing.
    content: faults.length > 0 ? undefined : (document.toJS({ maxAliasCount: -1 }) ?? {}),
    faults,
    place(offset) {
      const { line, col } = lines.linePos(offset);
      return `${line}:${col}`;
    },
  };
}

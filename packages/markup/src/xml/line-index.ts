/** A place in a document; line and column count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Tells line and column of any offset into the text. */
export function createLineIndex(text: string): (offset: number) => Position {
  // Made once, at the first question: a document can have thousands of places to tell.
  let starts: readonly number[] | undefined;
  return function positionOf(offset) {
    starts ??= lineStarts(text);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Collects parts of a file; parts that follow each other become one, so that millions of them cost little. */
export interface Ranges {
  add(start: number, end: number): void;
  /** All parts, one after another. */
  of(bytes: Buffer): readonly Buffer[];
}

export function createRanges(): Ranges {
  const found: [start: number, end: number][] = [];
  return {
    add(start, end) {
      const last = found.at(-1);
      if (last?.[1] === start) last[1] = end;
      else found.push([start, end]);
    },
    of: (bytes) => found.map(([start, end]) => bytes.subarray(start, end)),
  };
}

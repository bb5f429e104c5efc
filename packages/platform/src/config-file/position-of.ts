import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Pair } from "yaml";

/**
 * Where a value begins in its document, or its key; where it is missing, what it should be in.
 *
 * @returns the offset in characters.
 */
export function positionOf(
  document: Document,
  path: readonly PropertyKey[],
  isKey: boolean,
): number {
  let position = startOf(document.contents) ?? 0;
  let node: unknown = document.contents;
  for (const [index, step] of path.entries()) {
    const container = isAlias(node) ? node.resolve(document) : node;
    const pair = isMap(container) ? container.items.find(hasKey(String(step))) : undefined;
    node = isSeq(container) ? container.items[Number(step)] : pair?.value;
    const isLast = index === path.length - 1;
    // An empty value has no place of its own that anybody could see.
    const shown = isLast && (isKey || isEmpty(node)) ? pair?.key : node;
    const start = startOf(shown) ?? startOf(pair?.key);
    if (start === undefined) return position;
    position = start;
  }
  return position;
}

function hasKey(name: string): (pair: Pair) => boolean {
  return ({ key }) => isScalar(key) && String(key.value) === name;
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

import type { Places } from "@repartee/places";
import type { ContainsPattern } from "./contains-pattern.ts";
import {
  moreLocalBlocks,
  type NumberBlock,
  type NumberKind,
  numberBlocks,
} from "./number-blocks.ts";

/** A number that can be bought. */
export interface FreeNumber {
  /** E.164. */
  readonly address: string;
  readonly block: NumberBlock;
}

/** Which numbers are wanted. */
export interface NumberQuery {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly kind: NumberKind;
  /** Default: every block. */
  readonly accepts?: ((block: NumberBlock) => boolean) | undefined;
  /** Blocks with a small rank come first. Default: those with a known city. */
  readonly rank?: ((block: NumberBlock) => number) | undefined;
  readonly contains?: ContainsPattern | undefined;
  readonly limit: number;
}

/**
 * Finds numbers that can be bought.
 *
 * @param isTaken whether an account has the number already.
 */
export function findNumbers(
  places: Places,
  isTaken: (address: string) => boolean,
  { country, kind, accepts = () => true, rank = cityFirst, contains, limit }: NumberQuery,
): readonly FreeNumber[] {
  const more = contains && kind === "Local" ? moreLocalBlocks(places, country) : [];
  const blocks = [...numberBlocks(places, country, kind), ...more].filter(accepts);
  const found: FreeNumber[] = [];
  for (const block of blocks.toSorted((a, b) => rank(a) - rank(b))) {
    for (const ending of endings(block, contains)) {
      if (found.length >= limit) return found;
      const address = block.start + ending;
      if (!isTaken(address)) found.push({ address, block });
    }
  }
  return found;
}

/** New overlay area codes have no city in the table; a caller wants a complete place where one exists. */
function cityFirst({ place }: NumberBlock): number {
  return place.city === "" ? 1 : 0;
}

/** The endings in a block that match, each once. */
function* endings({ start, from, to }: NumberBlock, contains?: ContainsPattern): Generator<string> {
  const templates = contains?.endings(start.slice(1), from.length) ?? ["*".repeat(from.length)];
  const seen = new Set<string>();
  for (const template of templates) {
    for (const ending of expand(template, from, to)) {
      if (seen.has(ending)) continue;
      seen.add(ending);
      yield ending;
    }
  }
}

/** All digits that a template stands for, from the first ending to the last. */
function* expand(template: string, from: string, to: string, head = ""): Generator<string> {
  const [next, ...rest] = template;
  if (next === undefined) {
    yield head;
    return;
  }
  for (const digit of next === "*" ? "0123456789" : next) {
    const start = head + digit;
    if (start < from.slice(0, start.length) || start > to.slice(0, start.length)) continue;
    yield* expand(rest.join(""), from, to, start);
  }
}

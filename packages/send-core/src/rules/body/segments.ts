import { gsmSeptets } from "./gsm-alphabet.ts";

/** How a text is cut into SMS segments. */
export interface Segments {
  /** GSM-7 when every character is in its alphabet; one foreign character makes it all UCS-2. */
  readonly encoding: "GSM-7" | "UCS-2";
  /** 1 for an empty text. */
  readonly count: number;
}

// 140 octets are 160 septets or 70 code units; each of several parts spends 6 octets on its header.
const single: SegmentSizes = { "GSM-7": 160, "UCS-2": 70 };
const part: SegmentSizes = { "GSM-7": 153, "UCS-2": 67 };

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The most that one segment holds: septets, and code units. */
export type SegmentSizes = Readonly<Record<Segments["encoding"], number>>;

/**
 * Counts the SMS segments of a text as the platform bills and paces them.
 *
 * @param sizes what one segment holds. Default: 160 septets, 70 code units. Parts of a longer text
 * hold 153 and 67, and never more than one segment.
 */
export function countSegments(text: string, sizes: SegmentSizes = single): Segments {
  // Most texts are one segment of GSM-7: then no list of sizes is made.
  if (text.length <= sizes["GSM-7"] && gsmLength(text) <= sizes["GSM-7"])
    return { encoding: "GSM-7", count: 1 };
  const septets = gsmSizes(text);
  const encoding = septets ? "GSM-7" : "UCS-2";
  const limits = { single: sizes[encoding], part: Math.min(sizes[encoding], part[encoding]) };
  return { encoding, count: count(septets ?? ucs2Sizes(text, limits.part), limits) };
}

/** The first character that is not in the alphabet of GSM-7, and makes the whole text UCS-2. */
export function foreignCharacter(text: string): string | undefined {
  return [...text].find((character) => gsmSeptets(character) === undefined);
}

/** Septets of all of it; infinite when a character is foreign. */
function gsmLength(text: string): number {
  let length = 0;
  for (const character of text) length += gsmSeptets(character) ?? Number.POSITIVE_INFINITY;
  return length;
}

function gsmSizes(text: string): number[] | undefined {
  const sizes: number[] = [];
  for (const character of text) {
    const size = gsmSeptets(character);
    if (size === undefined) return undefined;
    sizes.push(size);
  }
  return sizes;
}

// What a person sees as one character is kept whole, so that no part ends in half an emoji. A line
// end of two characters counts as two, and one longer than a part has to be cut all the same.
function ucs2Sizes(text: string, most: number): number[] {
  const sizes: number[] = [];
  for (const { segment } of graphemes.segment(text)) {
    if (segment === "\r\n") sizes.push(1, 1);
    else if (segment.length <= most) sizes.push(segment.length);
    else sizes.push(...Array.from(segment, (character) => character.length));
  }
  return sizes;
}

// An item never straddles two parts: what does not fit opens the next one.
function count(sizes: readonly number[], limits: { single: number; part: number }): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= limits.single) return 1;
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > limits.part) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
}

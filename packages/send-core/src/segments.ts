import { gsmSeptets } from "./gsm-alphabet.ts";

/** How a text is cut into SMS segments. */
export interface Segments {
  /** GSM-7 when every character is in its alphabet; one foreign character makes it all UCS-2. */
  readonly encoding: "GSM-7" | "UCS-2";
  /** 1 for an empty text. */
  readonly count: number;
}

// 140 octets are 160 septets or 70 code units; each of several parts spends 6 octets on its header.
const capacity = {
  "GSM-7": { single: 160, part: 153 },
  "UCS-2": { single: 70, part: 67 },
} as const;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Counts the SMS segments of a text as the platform bills and paces them. */
export function countSegments(text: string): Segments {
  const septets = gsmSizes(text);
  if (septets) return { encoding: "GSM-7", count: count(septets, capacity["GSM-7"]) };
  return { encoding: "UCS-2", count: count(ucs2Sizes(text), capacity["UCS-2"]) };
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
function ucs2Sizes(text: string): number[] {
  const sizes: number[] = [];
  for (const { segment } of graphemes.segment(text)) {
    if (segment === "\r\n") sizes.push(1, 1);
    else if (segment.length <= capacity["UCS-2"].part) sizes.push(segment.length);
    else sizes.push(...Array.from(segment, (character) => character.length));
  }
  return sizes;
}

// An item never straddles two parts: what does not fit opens the next one.
function count(
  sizes: readonly number[],
  limits: { readonly single: number; readonly part: number },
): number {
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

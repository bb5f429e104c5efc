import type { SenderType } from "../../ports/directory/sender-directory.ts";
import { countSegments, foreignCharacter, type SegmentSizes, type Segments } from "./segments.ts";
import { smartEncode } from "./smart-encoding.ts";

/** A text as it travels, and what there is to tell of it. */
export interface CarriedText extends Segments {
  readonly text: string;
  /** What was done, and what it costs, as a sentence; empty when there is nothing to tell. */
  readonly story: string;
}

export interface CarriedTextOptions {
  readonly smartEncoding: boolean;
  /** The recipient's country. */
  readonly country: string | undefined;
  readonly senderType: SenderType;
}

/** Writes a text for the network: look-alikes for foreign characters where that is wanted, in segments. */
export function carriedText(body: string, options: CarriedTextOptions): CarriedText {
  const text = options.smartEncoding ? smartEncode(body) : body;
  const segments = countSegments(text, sizesFor(options));
  const replaced =
    text === body ? "" : "Characters outside of GSM-7 were replaced (smart encoding).";
  return { ...segments, text, story: [replaced, cost(text, segments)].filter(Boolean).join(" ") };
}

// By the guidelines of two countries. Whether the header of a longer text counts besides is not
// written there; here no segment is larger than they say.
function sizesFor({ country, senderType }: CarriedTextOptions): SegmentSizes | undefined {
  if (country === "CA" && senderType === "long-code") return { "GSM-7": 136, "UCS-2": 70 };
  if (country === "TR") return { "GSM-7": 155, "UCS-2": 65 };
  return undefined;
}

/** Names the character, not the text. */
function cost(text: string, { encoding, count }: Segments): string {
  const foreign = encoding === "UCS-2" ? foreignCharacter(text) : undefined;
  if (foreign === undefined) return count > 1 ? `${count} segments of ${encoding}.` : "";
  const code = (foreign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const parts = count === 1 ? "one segment" : `${count} segments`;
  return `${foreign} (U+${code}) is not in GSM-7, so the text is ${encoding}: ${parts}.`;
}

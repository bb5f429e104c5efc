import { ReparteeError } from "@repartee/protocol";
import { withoutPlace } from "../metadata/without-place.ts";
import { type FitOptions, fit } from "../picture/fit.ts";
import { sniffType } from "../sniff/sniff-type.ts";

/** One part of a message. */
export interface MediaPart {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A part as it travels. */
export interface FittedPart extends MediaPart {
  /** What was done; empty when it travels as it came. */
  readonly steps: readonly string[];
}

export type FitAllOptions = FitOptions;

/** A part with the bytes that it has, except for the position where it was taken. */
export function asItCame({ contentType, bytes }: MediaPart): FittedPart {
  const clean = withoutPlace(contentType, bytes);
  if (clean === undefined) return { contentType, bytes, steps: [] };
  return { contentType, bytes: clean, steps: ["GPS position removed"] };
}

/** Is this a picture that can be made to fit? The rest travels as it is, or not at all. */
export function isFittable(contentType: string): boolean {
  return fittable.test(contentType);
}

const fittable = /^image\/(jpe?g|png|gif|webp|avif|tiff|hei[cf])$/;

/**
 * Makes the parts of one message fit a budget that they share. What is no picture takes what it has;
 * the pictures share the rest, small ones first, so that what they leave goes to the larger.
 *
 * What is small enough as it is, and of a permitted type, keeps its bytes, except for a GPS position.
 *
 * @throws ReparteeError `media_too_large` when what cannot be fitted takes more than there is;
 * beside those of {@link fit}.
 */
export async function fitAll(
  parts: readonly MediaPart[],
  { maxBytes, ...options }: FitAllOptions,
): Promise<readonly FittedPart[]> {
  const known = await Promise.all(
    parts.map(async ({ contentType, bytes }, index) => {
      const type = (await sniffType(bytes, contentType)) ?? contentType;
      return { index, bytes, contentType: type, isPicture: isFittable(type) };
    }),
  );
  const fixed = known.filter(({ isPicture }) => !isPicture);
  const taken = fixed.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (taken > maxBytes) {
    const what = fixed.map(({ contentType, bytes }) => `${contentType} ${bytes.length}`);
    throw new ReparteeError(
      "media_too_large",
      `What cannot be made smaller has ${taken} bytes (${what.join(", ")}); ${maxBytes} is the most.`,
    );
  }
  const fitted: FittedPart[] = known.map(asItCame);
  const pictures = known
    .filter(({ isPicture }) => isPicture)
    .sort((one, other) => one.bytes.length - other.bytes.length);
  let left = maxBytes - taken;
  for (const [done, { index, bytes, contentType }] of pictures.entries()) {
    const share = Math.floor(left / (pictures.length - done));
    const isFine = bytes.length <= share && (options.types ?? travelling).includes(contentType);
    const made: FittedPart =
      isFine && options.maxPixels === undefined
        ? asItCame({ contentType, bytes })
        : await fit(bytes, { ...options, maxBytes: share });
    fitted[index] = { contentType: made.contentType, bytes: made.bytes, steps: made.steps };
    left -= made.bytes.length;
  }
  return fitted;
}

/** What every carrier shows. */
const travelling: readonly string[] = ["image/jpeg", "image/png", "image/gif"];

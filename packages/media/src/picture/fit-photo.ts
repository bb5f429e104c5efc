import { ReparteeError } from "@repartee/protocol";
import type { Sharp } from "sharp";
import { loadSharp } from "../opening/load-sharp.ts";
import type { FitTask } from "./fit.ts";
import type { Picture } from "./picture.ts";

/** The best quality worth its bytes, and the one below which less pixels look better than less quality. */
const BEST = 95;
const LEAST = 60;
/** Of the limit: a result above this share is near enough. */
const NEAR = 0.95;
/** Aimed at: a sample is wrong by a percent or two. */
const AIM = 0.98;
/** The qualities that are tried on the sample. */
const SAMPLED: readonly [number, number] = [LEAST, BEST];
/** Smaller than this on its longer side is no picture any more. */
const MIN_SIDE = 16;
/** Bytes of one pixel at a fair quality: where the search begins. */
const BYTES_PER_PIXEL = 0.17;

/**
 * A JPEG of more pixels than this is first tried with the standard Huffman tables. The encoder needs
 * a second pass for tables that are made for the picture: of 3.5 million pixels that takes 32 ms instead
 * of 12 and saves 2 to 6 % of the bytes.
 */
const LARGE = 2_000_000;
/** Above this quality, and in flat graphics, which fit at such qualities, the made tables save too much. */
const STANDARD_BEST = 85;
/** Bytes with the standard tables for one with made tables, where the standard tables are tried. */
const STANDARD_SHARE = 1.04;

/** Pixels, decoded once and encoded as often as the search needs. */
interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
}

/**
 * Finds the quality, and if need be the size, at which a photo fits.
 *
 * Decoding and scaling cost most, so they are done once in the usual case. The quality is searched
 * for on a sample of the rows, a sixteenth of the picture, and then tried on all of it.
 */
export async function fitPhoto(
  { picture, maxBytes, maxPixels, signal }: FitTask,
  contentType: "image/jpeg" | "image/webp",
): Promise<Picture & { readonly steps: readonly string[] }> {
  const sharp = await loadSharp();
  const whole = picture.width * picture.height;
  let pixels = Math.min(maxPixels, Math.max(maxBytes / BYTES_PER_PIXEL, MIN_SIDE * MIN_SIDE));
  let best: (Picture & { readonly quality: number }) | undefined;

  for (let round = 0; round < 12; round++) {
    signal?.throwIfAborted();
    const scale = Math.min(1, Math.sqrt(pixels / whole));
    const side = Math.floor(Math.max(picture.width, picture.height) * scale);
    if (side < Math.min(MIN_SIDE, Math.max(picture.width, picture.height))) break;
    const scaled = await decode(picture.pipeline(), side);
    const found = await bestQuality(scaled);
    if (found !== undefined && (best === undefined || found.bytes.length > best.bytes.length))
      best = found;
    const isWhole = pixels >= Math.min(maxPixels, whole);
    // Fits with bytes to spare and pixels to regain: take more of them.
    if (found && !isWhole && found.bytes.length < maxBytes * NEAR)
      pixels = Math.min(maxPixels, pixels * Math.min(4, gain(found)));
    else if (found) break;
    else if (best) break;
    else pixels *= await missing(scaled);
  }
  if (!best)
    throw new ReparteeError("image_too_large", `The picture does not fit in ${maxBytes} bytes.`);

  const { quality, ...fitted } = best;
  const shrunk = `shrunk from ${picture.width}×${picture.height} to ${fitted.width}×${fitted.height}`;
  const steps = fitted.width < picture.width ? [shrunk] : [];
  return { ...fitted, steps: [...steps, `quality ${quality}`] };

  async function decode(pipeline: Sharp, side: number): Promise<Pixels> {
    const { data, info } = await pipeline
      .resize(side, side, { fit: "inside", withoutEnlargement: true })
      .flatten(picture.hasAlpha ? { background: "#fff" } : false)
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height, channels: info.channels };
  }

  function encode(
    { data, width, height, channels }: Pixels,
    quality: number,
    optimiseCoding = true,
  ): Promise<Buffer> {
    const pipeline = sharp(data, { raw: { width, height, channels } });
    return (
      contentType === "image/jpeg"
        ? pipeline.jpeg({ quality, optimiseCoding })
        : pipeline.webp({ quality })
    ).toBuffer();
  }

  /** The best quality that fits; `undefined` when not even the least does. */
  async function bestQuality(
    scaled: Pixels,
  ): Promise<(Picture & { readonly quality: number }) | undefined> {
    const sample = sampleOf(scaled);
    const share = scaled.height / sample.height;
    const sizes = await Promise.all(
      SAMPLED.map(async (quality) => (await encode(sample, quality)).length * share),
    );
    let found: (Picture & { readonly quality: number }) | undefined;
    let [tooLow, tooHigh] = [LEAST - 1, BEST + 1];
    const standard = qualityFor((maxBytes * AIM) / STANDARD_SHARE, sizes);
    let usesStandard =
      contentType === "image/jpeg" &&
      scaled.width * scaled.height > LARGE &&
      standard >= LEAST &&
      standard <= STANDARD_BEST;
    // What the sample was wrong by, once the whole has been tried.
    let bias = usesStandard ? STANDARD_SHARE : 1;
    for (let attempt = 0; attempt < 6 && tooHigh - tooLow > 1; attempt++) {
      const wanted = qualityFor((maxBytes * AIM) / bias, sizes);
      if (wanted < LEAST && attempt === 0) break;
      // The size of some pictures jumps from one quality to the next; there the prediction leads out.
      const isBetween = wanted > tooLow && wanted < tooHigh;
      const quality = isBetween ? wanted : (tooLow + tooHigh) >> 1;
      const bytes = await encode(scaled, quality, !usesStandard);
      bias = bytes.length / sizeAt(quality, sizes) / (usesStandard ? STANDARD_SHARE : 1);
      if (bytes.length > maxBytes) {
        // With made tables the same quality may still fit.
        if (!usesStandard) tooHigh = quality;
      } else {
        found = { contentType, bytes, width: scaled.width, height: scaled.height, quality };
        tooLow = quality;
        if (bytes.length >= maxBytes * NEAR) break;
      }
      usesStandard = false;
    }
    return found;
  }

  /** How much larger the area may be: with the best quality a lower one has room besides. */
  function gain({ bytes, quality }: { readonly bytes: Uint8Array; readonly quality: number }) {
    return (maxBytes / bytes.length) * (quality >= BEST ? 1.2 : AIM);
  }

  /** How much smaller the area has to be for the least quality to fit. */
  async function missing(scaled: Pixels): Promise<number> {
    const sample = sampleOf(scaled);
    const least = ((await encode(sample, LEAST)).length * scaled.height) / sample.height;
    return Math.min(0.85, (maxBytes / least) * 0.95);
  }
}

/** Steps of quantisation at a quality from 50 on: what the encoder divides by. */
const quantisation = (quality: number) => Math.log(200 - 2 * quality);

/** The size at a quality, between those that were sampled: a power of the quantisation, nearly. */
function sizeAt(quality: number, [atLeast = 1, atBest = 1]: readonly number[]): number {
  const [from, to] = [quantisation(LEAST), quantisation(BEST)];
  return atLeast * (atBest / atLeast) ** ((quantisation(quality) - from) / (to - from));
}

/** The best quality of at most this size; one below the least when not even that has it. */
function qualityFor(size: number, sizes: readonly number[]): number {
  for (let quality = BEST; quality >= LEAST; quality--)
    if (sizeAt(quality, sizes) <= size) return quality;
  return LEAST - 1;
}

/** Bands of 16 rows, every sixteenth of them: an encoder's blocks stay whole. */
function sampleOf({ data, width, height, channels }: Pixels): Pixels {
  const band = 16;
  if (height < band * 32) return { data, width, height, channels };
  const row = width * channels;
  const bands: Buffer[] = [];
  for (let top = 0; top + band <= height; top += band * 16)
    bands.push(data.subarray(top * row, (top + band) * row));
  return { data: Buffer.concat(bands), width, height: bands.length * band, channels };
}

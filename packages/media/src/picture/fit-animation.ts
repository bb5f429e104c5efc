import { ReparteeError } from "@repartee/protocol";
import { loadSharp } from "../opening/load-sharp.ts";
import type { FitTask } from "./fit.ts";
import type { Picture } from "./picture.ts";

/** What is given up before size. */
interface Settings {
  readonly colours: number;
  /** Every n-th frame is kept. */
  readonly every: number;
}

/** Of the limit: aimed at, because a promise is wrong by a few percent. */
const AIM = 0.96;
/** Of the side before it: a step to a smaller side that needs no promise. */
const SMALL_STEP = 0.8;
/** Milliseconds between two frames above which frames are no longer dropped. */
const SLOWEST = 160;
/** Milliseconds of a frame that names none. */
const DEFAULT_DELAY = 100;
/** Smaller than this on its longer side is no picture any more. */
const MIN_SIDE = 16;

/** First colours are given up, then frames, when there are enough of them. */
function ladder(delays: readonly number[]): readonly [Settings, Settings, ...Settings[]] {
  const mean = delays.reduce((sum, one) => sum + one, 0) / delays.length;
  const mayThin = delays.length > 8 && mean * 2 <= SLOWEST;
  return [
    { colours: 256, every: 1 },
    { colours: 64, every: 1 },
    ...(mayThin ? [{ colours: 64, every: 2 }] : []),
  ];
}

/** Frames as pixels, one below the other. */
interface Frames {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly delays: readonly number[];
}

/** An encoded animation. */
interface Made {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * Makes an animation fit. The frames are decoded once. A few frames in the middle predict the size
 * that settings would give, and only settings that promise to fit are tried on all.
 */
export async function fitAnimation(
  { picture, maxBytes, maxPixels, signal }: FitTask,
  contentType: "image/gif" | "image/webp",
): Promise<Picture & { readonly steps: readonly string[] }> {
  const sharp = await loadSharp();
  const { loop = 0, delay = [] } = picture.metadata;
  const delays = Array.from(
    { length: picture.frames },
    (_, index) => delay[index] || DEFAULT_DELAY,
  );
  const largest = Math.min(1, Math.sqrt(maxPixels / (picture.width * picture.height)));
  const [plain, fewColours, ...thin] = ladder(delays);
  const last = thin.at(-1) ?? fewColours;
  const frames = await decode();

  // At full size: the first settings that promise to fit. The size with one predicts the size with the next.
  let smallest = await promise(1, plain);
  for (const settings of [plain, fewColours, ...thin]) {
    signal?.throwIfAborted();
    if (settings !== plain) {
      smallest *= settings.every > 1 ? 0.55 : 0.8;
      if (smallest > maxBytes * 1.2) continue;
      smallest = await promise(1, settings);
    }
    if (smallest > maxBytes * 1.05) continue;
    const made = await encode(thinned(frames, settings.every), 1, settings);
    if (made.bytes.length <= maxBytes) return result(made, settings);
    smallest = made.bytes.length;
  }
  // Then smaller, with what gives up most; where size gives little, what is drawn in few colours, more
  // colours and frames. A promise is cheap there, a whole pass is not.
  const longer = Math.max(picture.width, picture.height) * largest;
  const resorts = [
    { settings: last, leastSide: Math.max(MIN_SIDE, longer / 3) },
    { settings: { colours: 32, every: last.every * 2 }, leastSide: Math.max(MIN_SIDE, longer / 4) },
    { settings: { colours: 16, every: last.every * 4 }, leastSide: MIN_SIDE },
  ];
  for (const { settings, leastSide } of resorts) {
    let scale = 1;
    for (let promises = 0; ; ) {
      signal?.throwIfAborted();
      const step = Math.min(0.98, Math.max(0.3, Math.sqrt((maxBytes * AIM) / smallest)));
      scale *= step;
      if (longer * scale < leastSide) break;
      // After a small step a second promise would say what the first one said.
      if (promises === 0 || (promises === 1 && step < SMALL_STEP)) {
        promises += 1;
        smallest = await promise(scale, settings);
        if (smallest > maxBytes * 1.03) continue;
      }
      const made = await encode(thinned(frames, settings.every), scale, settings);
      if (made.bytes.length <= maxBytes) return result(made, settings);
      smallest = made.bytes.length;
    }
    smallest = maxBytes;
  }
  throw new ReparteeError("image_too_large", `The animation does not fit in ${maxBytes} bytes.`);

  /** The predicted size of all frames, from a few in the middle: one whole frame, then differences. */
  async function promise(scale: number, settings: Settings): Promise<number> {
    const total = Math.ceil(frames.delays.length / settings.every);
    const count = Math.min(4, total);
    const [one, some] = await Promise.all([
      encode(middle(frames, 1, settings.every), scale, settings),
      encode(middle(frames, count, settings.every), scale, settings),
    ]);
    const first = one.bytes.length;
    if (count < 2) return first;
    return first + ((some.bytes.length - first) / (count - 1)) * (total - 1);
  }

  async function decode(): Promise<Frames> {
    const width = Math.max(1, Math.round(picture.width * largest));
    const { data, info } = await picture
      .pipeline({ animated: true })
      .resize(width)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const height = info.pageHeight ?? Math.round(info.height / delays.length);
    return { data, width: info.width, height, delays };
  }

  /** Scales and encodes in one pass, so that the scaled frames are never held as a whole. */
  async function encode(some: Frames, scale: number, { colours }: Settings): Promise<Made> {
    const { data, width, height } = some;
    const pipeline = sharp(data, {
      raw: { width, height: height * some.delays.length, channels: 4, pageHeight: height },
      animated: true,
    }).resize(Math.max(1, Math.round(width * scale)));
    const timing = { loop, delay: [...some.delays] };
    const encoded = await (contentType === "image/gif"
      ? pipeline.gif({ ...timing, colours, interFrameMaxError: 4, effort: 4 })
      : pipeline.webp({ ...timing, quality: colours > 64 ? 75 : 50 })
    ).toBuffer({ resolveWithObject: true });
    const { info } = encoded;
    return {
      bytes: encoded.data,
      width: info.width,
      height: info.pageHeight ?? Math.round(info.height / some.delays.length),
    };
  }

  function result(made: Made, { colours, every }: Settings) {
    const { width, height } = made;
    const shrunk = `shrunk from ${picture.width}×${picture.height} to ${width}×${height}`;
    return {
      contentType,
      ...made,
      steps: [
        ...(colours < 256 ? [`${colours} colours`] : []),
        ...(every > 1 ? [`one frame of ${every}`] : []),
        ...(width < picture.width ? [shrunk] : []),
      ],
    };
  }
}

/** Every n-th frame, shown for as long as those it stands for. */
function thinned(frames: Frames, every: number): Frames {
  if (every === 1) return frames;
  const kept = frames.delays.flatMap((_, index) => (index % every === 0 ? [index] : []));
  const delays = kept.map((index) =>
    frames.delays.slice(index, index + every).reduce((sum, one) => sum + one, 0),
  );
  return { ...frames, delays, data: Buffer.concat(kept.map((index) => frameOf(frames, index))) };
}

/** From the middle, some of every n-th frame. */
function middle(frames: Frames, count: number, every: number): Frames {
  const total = Math.ceil(frames.delays.length / every);
  const start = Math.max(0, (total - count) >> 1);
  const indexes = Array.from({ length: count }, (_, index) => (start + index) * every);
  const delays = indexes.map((index) => frames.delays[index] ?? DEFAULT_DELAY);
  return { ...frames, delays, data: Buffer.concat(indexes.map((index) => frameOf(frames, index))) };
}

function frameOf({ data, width, height }: Frames, index: number): Buffer {
  const size = width * height * 4;
  return data.subarray(index * size, (index + 1) * size);
}

import { ReparteeError } from "@repartee/protocol";
import type { FitTask } from "./fit.ts";
import { loadSharp } from "./load-sharp.ts";
import type { Picture } from "./picture.ts";

/** What is given up before size. */
interface Settings {
  readonly colours: number;
  /** Every n-th frame is kept. */
  readonly every: number;
}

/** Of the limit: aimed at, because a promise is wrong by a few percent. */
const AIM = 0.96;
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

/**
 * Makes an animation fit. The frames are decoded once; what settings would give is told from a few
 * frames in the middle, and only settings that promise to fit are tried on all.
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
  let scale = largest;
  let frames = await decode(scale);

  // At full size: the first settings that promise to fit. What one promises tells of the next.
  let smallest = await promise(frames, plain);
  for (const settings of [plain, fewColours, ...thin]) {
    signal?.throwIfAborted();
    const some = thinned(frames, settings.every);
    if (settings !== plain) {
      smallest *= settings.every > 1 ? 0.55 : 0.8;
      if (smallest > maxBytes * 1.2) continue;
      smallest = await promise(some, settings);
    }
    if (smallest > maxBytes * 1.05) continue;
    const bytes = await encode(some, settings);
    if (bytes.length <= maxBytes) return result(bytes, some, settings);
    smallest = bytes.length;
  }
  // Then smaller, with what gives up most; where size gives little, what is drawn in few colours, more
  // colours and frames. A promise is cheap there, a whole pass is not.
  const longer = Math.max(picture.width, picture.height);
  const resorts = [
    { settings: last, leastSide: Math.max(MIN_SIDE, longer / 3) },
    { settings: { colours: 32, every: last.every * 2 }, leastSide: Math.max(MIN_SIDE, longer / 4) },
    { settings: { colours: 16, every: last.every * 4 }, leastSide: MIN_SIDE },
  ];
  for (const { settings, leastSide } of resorts) {
    scale = largest;
    for (let promises = 0; ; ) {
      signal?.throwIfAborted();
      scale *= Math.min(0.98, Math.max(0.3, Math.sqrt((maxBytes * AIM) / smallest)));
      if (longer * scale < leastSide) break;
      frames = thinned(await decode(scale), settings.every);
      if (promises++ < 2) {
        smallest = await promise(frames, settings);
        if (smallest > maxBytes * 1.03) continue;
      }
      const bytes = await encode(frames, settings);
      if (bytes.length <= maxBytes) return result(bytes, frames, settings);
      smallest = bytes.length;
    }
    smallest = maxBytes;
  }
  throw new ReparteeError("image_too_large", `The animation does not fit in ${maxBytes} bytes.`);

  /** What all frames will take, told from a few in the middle: one whole one, then differences. */
  async function promise(all: Frames, settings: Settings): Promise<number> {
    const count = Math.min(4, all.delays.length);
    const [one, some] = await Promise.all([
      encode(middle(all, 1), settings),
      encode(middle(all, count), settings),
    ]);
    if (count < 2) return one.length;
    return one.length + ((some.length - one.length) / (count - 1)) * (all.delays.length - 1);
  }

  async function decode(at: number): Promise<Frames> {
    const width = Math.max(1, Math.round(picture.width * at));
    const { data, info } = await picture
      .pipeline({ animated: true })
      .resize(width)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const height = info.pageHeight ?? Math.round(info.height / delays.length);
    return { data, width: info.width, height, delays };
  }

  function encode(frames: Frames, { colours }: Settings): Promise<Buffer> {
    const { data, width, height } = frames;
    const pipeline = sharp(data, {
      raw: { width, height: height * frames.delays.length, channels: 4, pageHeight: height },
      animated: true,
    });
    const timing = { loop, delay: [...frames.delays] };
    return (
      contentType === "image/gif"
        ? pipeline.gif({ ...timing, colours, interFrameMaxError: 4, effort: 4 })
        : pipeline.webp({ ...timing, quality: colours > 64 ? 75 : 50 })
    ).toBuffer();
  }

  function result(bytes: Buffer, frames: Frames, { colours, every }: Settings) {
    const { width, height } = frames;
    const shrunk = `shrunk from ${picture.width}×${picture.height} to ${width}×${height}`;
    return {
      contentType,
      bytes,
      width,
      height,
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

/** Some frames from the middle. */
function middle(frames: Frames, count: number): Frames {
  if (frames.delays.length <= count) return frames;
  const start = (frames.delays.length - count) >> 1;
  const indexes = Array.from({ length: count }, (_, index) => start + index);
  return {
    ...frames,
    delays: frames.delays.slice(start, start + count),
    data: Buffer.concat(indexes.map((index) => frameOf(frames, index))),
  };
}

function frameOf({ data, width, height }: Frames, index: number): Buffer {
  const size = width * height * 4;
  return data.subarray(index * size, (index + 1) * size);
}

import sharp, { type Sharp } from "sharp";

/** What is painted in each quarter, so that up is up and left is left. */
const quarters = ["#d02020", "#20a040", "#2040d0", "#e0c020"] as const;

/**
 * A picture with something at every scale: four coloured quarters, a gradient, a disc, fine lines;
 * with a grain over it as a sensor makes it, from 0 (none) on.
 */
export async function scene(width: number, height: number, grain = 0): Promise<Sharp> {
  const [w, h] = [width / 2, height / 2];
  const rectangles = quarters.map(
    (colour, index) =>
      `<rect x="${(index % 2) * w}" y="${(index >> 1) * h}" width="${w}" height="${h}" fill="${colour}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="g"><stop stop-color="#000" stop-opacity="0.5"/><stop offset="1" stop-color="#fff" stop-opacity="0.5"/></linearGradient></defs>
    ${rectangles.join("")}<rect width="100%" height="30%" y="35%" fill="url(#g)"/>
    <circle cx="${w}" cy="${h}" r="${h / 3}" fill="#333"/></svg>`;
  const painted = await sharp(Buffer.from(svg)).flatten().png().toBuffer();
  if (grain === 0) return sharp(painted);
  const noise = { type: "gaussian" as const, mean: 128, sigma: grain };
  const input = await sharp({ create: { width, height, channels: 3, background: "#000", noise } })
    .png()
    .toBuffer();
  const grained = await sharp(painted)
    .composite([{ input, blend: "overlay" }])
    .png()
    .toBuffer();
  return sharp(grained);
}

// How a camera that was held so stores what it saw: the inverse of what the EXIF value asks for.
const stored: readonly ((upright: Sharp) => Promise<Sharp>)[] = [
  async (upright) => upright,
  async (upright) => upright.flop(),
  async (upright) => upright.rotate(180),
  async (upright) => upright.flip(),
  async (upright) => sharp(await upright.rotate(-90).png().toBuffer()).flip(),
  async (upright) => upright.rotate(-90),
  async (upright) => sharp(await upright.rotate(90).png().toBuffer()).flip(),
  async (upright) => upright.rotate(90),
];

/** The picture as a JPEG of this EXIF orientation, 1 to 8, with a place in its EXIF. */
export async function turned(upright: Sharp, orientation: number): Promise<Buffer> {
  const turn = stored[orientation - 1];
  if (!turn) throw new RangeError(`EXIF knows orientations 1 to 8, not ${orientation}.`);
  return (await turn(upright.clone()))
    .withExif({ IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 30/1 0/1" } })
    .withMetadata({ orientation })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** An animation of a disc that wanders over a scene. */
export async function animation(
  type: "gif" | "webp",
  { frames = 12, width = 160, height = 120, delay = 50 } = {},
): Promise<Buffer> {
  const under = await (await scene(width, height)).png().toBuffer();
  const all = await Promise.all(
    Array.from({ length: frames }, (_, index) => {
      const x = Math.round((width * index) / frames);
      const disc = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><circle cx="${x}" cy="${height / 2}" r="18" fill="#f0f"/></svg>`;
      return sharp(under)
        .composite([{ input: Buffer.from(disc) }])
        .ensureAlpha()
        .raw()
        .toBuffer();
    }),
  );
  const raw = { width, height: height * frames, channels: 4 as const, pageHeight: height };
  const pages = sharp(Buffer.concat(all), { raw, animated: true });
  const timing = { delay: Array<number>(frames).fill(delay), loop: 0 };
  return (type === "gif" ? pages.gif(timing) : pages.webp({ ...timing, lossless: true })).toBuffer();
}

/**
 * How far two pictures are apart to the eye: the mean difference of a channel, 0 to 255, after both
 * are brought to the same 64 × 64 pixels. Under 4 nobody sees it.
 */
export async function distance(one: Uint8Array, other: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([one, other].map(pixels));
  if (!a || !b) return Number.NaN;
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

function pixels(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes)
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .resize(64, 64, { fit: "fill" })
    .removeAlpha()
    .raw()
    .toBuffer();
}

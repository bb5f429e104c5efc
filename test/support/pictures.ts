import sharp from "sharp";

/** A real JPEG: a red upper and a blue lower half, with EXIF, GPS and the given orientation. */
export async function photo(orientation: 1 | 6 = 1, width = 600, height = 400): Promise<Buffer> {
  const half = { create: { width, height: height / 2, channels: 3 as const, background: "#d00" } };
  const upright = await sharp({ create: { width, height, channels: 3, background: "#00d" } })
    .composite([{ input: await sharp(half).png().toBuffer(), gravity: "north" }])
    .png()
    .toBuffer();
  // Orientation 6 has the viewer turn the picture clockwise, so it is stored turned the other way.
  const stored = sharp(upright).rotate(orientation === 6 ? -90 : 0);
  return sharp(await stored.png().toBuffer())
    .withExif({
      IFD0: { Make: "Repartee", Model: "Test camera" },
      IFD3: {
        GPSLatitudeRef: "N",
        GPSLatitude: "52/1 30/1 0/1",
        GPSLongitudeRef: "E",
        GPSLongitude: "13/1 24/1 0/1",
      },
    })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer();
}

/** A picture as a file that a browser or a form uploads. */
export async function photoFile(name = "photo.jpg", orientation: 1 | 6 = 1): Promise<File> {
  return new File([new Uint8Array(await photo(orientation))], name, { type: "image/jpeg" });
}

/** Red, green and blue at a place given as fractions of width and height. */
export async function colourAt(
  bytes: Uint8Array,
  x: number,
  y: number,
): Promise<readonly [number, number, number]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at =
    (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) *
    info.channels;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

import sharp from "sharp";

/** A real JPEG: a red upper and a blue lower half, with EXIF, GPS and the given orientation. */
export async function photo(orientation: 1 | 6 = 1, width = 600, height = 400): Promise<Buffer> {
  const half = { create: { width, height: height / 2, channels: 3 as const, background: "#d00" } };
  const upright = await sharp({ create: { width, height, channels: 3, background: "#00d" } })
    .composite([{ input: await sharp(half).png().toBuffer(), gravity: "north" }])
    .png()
    .toBuffer();
  return asTakenByPhone(upright, orientation);
}

async function asTakenByPhone(upright: Buffer, orientation: 1 | 6): Promise<Buffer> {
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

const landscape = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 900">
  <defs><linearGradient id="sky" x2="0" y2="1">
    <stop stop-color="#f4845f"/><stop offset=".6" stop-color="#f9c784"/><stop offset="1" stop-color="#fcecc9"/>
  </linearGradient></defs>
  <rect width="1200" height="900" fill="url(#sky)"/>
  <circle cx="860" cy="330" r="90" fill="#fff3d6"/>
  <path d="M0 620 260 330l170 190 210-270 330 370 230-210v490H0z" fill="#8a6a8f"/>
  <path d="M640 250l-62 80 40 22 30-24 34 34 46-20z" fill="#fdf6ee"/>
  <path d="M0 740 220 560l260 170 260-200 250 190 210-120v300H0z" fill="#4b4a73"/>
  <path d="M0 800q300-90 620-10t580-20v130H0z" fill="#1f2a4d"/>
</svg>`;

/** A JPEG as a phone takes it: stored on its side with orientation 6, with EXIF and GPS. */
export async function holidayPhoto(): Promise<Buffer> {
  const upright = await sharp(Buffer.from(landscape)).png().toBuffer();
  return asTakenByPhone(upright, 6);
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

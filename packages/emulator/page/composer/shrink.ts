/** Pixels of the longer side, from the first try to the last. */
const sides = [2560, 2048, 1600, 1280, 960, 640, 480, 320];

/**
 * Makes a picture fit into so many bytes, as handsets do before they send: smaller, and as JPEG.
 * What is not a picture that browsers draw, or moves, or fits already, is returned as it is.
 */
export async function shrink(file: File, maxBytes: number): Promise<File> {
  if (file.size <= maxBytes || !isStill(file)) return file;
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (!picture) return file;
  const longer = Math.max(picture.width, picture.height);
  for (const side of sides) {
    if (side > longer && side !== sides.at(-1)) continue;
    const blob = await draw(picture, Math.min(1, side / longer));
    if (blob.size <= maxBytes) {
      return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: blob.type });
    }
  }
  return file;
}

/** Can the file be made smaller? */
export function isStill({ type }: File): boolean {
  return /^image\/(png|jpeg|webp|bmp|avif)$/.test(type);
}

async function draw(picture: ImageBitmap, scale: number): Promise<Blob> {
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context) {
    // JPEG has no transparency; what was see-through becomes white.
    context.fillStyle = "white";
    context.fillRect(0, 0, width, height);
    context.drawImage(picture, 0, 0, width, height);
  }
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
}

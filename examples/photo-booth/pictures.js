// @ts-check
import sharp from "sharp";

const paper = "#fdfbf7";

/**
 * The picture upright, on photo paper with a caption. Nothing of its metadata is kept.
 * @param {Uint8Array} bytes
 * @param {string} caption
 */
export async function frame(bytes, caption) {
  const { data, info } = await sharp(bytes)
    .rotate()
    .resize(1080, 1080, { fit: "inside", withoutEnlargement: true })
    .extend({ top: 40, left: 40, right: 40, bottom: 140, background: paper })
    .jpeg()
    .toBuffer({ resolveWithObject: true });

  const text = `<svg width="${info.width}" height="100"><text x="50%" y="60" font-size="44"
    font-family="cursive, sans-serif" fill="#333" text-anchor="middle">${escapeXml(caption.slice(0, 30))}</text></svg>`;

  return sharp(data)
    .composite([{ input: Buffer.from(text), gravity: "south" }])
    .jpeg({ quality: 85 })
    .toBuffer();
}

/**
 * All pictures as squares on one sheet.
 * @param {Uint8Array[]} pictures
 */
export async function contactSheet(pictures) {
  const [columns, size, gap] = [Math.ceil(Math.sqrt(pictures.length)), 360, 20];
  const rows = Math.ceil(pictures.length / columns);
  const squares = await Promise.all(
    pictures.map((bytes) => sharp(bytes).rotate().resize(size, size).png().toBuffer()),
  );
  const at = (/** @type {number} */ index) => gap + index * (size + gap);

  return sharp({
    create: { width: at(columns), height: at(rows), channels: 3, background: paper },
  })
    .composite(
      squares.map((input, index) => ({
        input,
        left: at(index % columns),
        top: at(Math.floor(index / columns)),
      })),
    )
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** @param {string} text */
function escapeXml(text) {
  return text.replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`);
}

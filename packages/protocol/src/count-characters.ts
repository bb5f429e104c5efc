/**
 * The characters of a body as its limit counts them: code points, so that an emoji is one.
 *
 * The documentation says only that some glyphs count as several; which ones is unconfirmed.
 */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

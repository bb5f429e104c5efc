/** A source of chance that repeats: mulberry32, numbers from 0 to 1. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Damages a text in up to four places: cut out, doubled, swapped, or something hostile put in.
 *
 * @param tokens what is put in, besides single random characters.
 */
export function mutate(text: string, tokens: readonly string[], random: () => number): string {
  let mutated = text;
  const below = (limit: number) => Math.floor(random() * limit);
  for (let count = 1 + below(4); count > 0; count--) {
    const at = below(mutated.length + 1);
    const end = Math.min(mutated.length, at + below(20));
    const part = mutated.slice(at, end);
    const token = tokens[below(tokens.length)] ?? "";
    const put = [
      "",
      part + part,
      token,
      token + part,
      String.fromCharCode(below(0x1_0000)),
      token.repeat(below(50)),
      part.split("").reverse().join(""),
    ][below(7)];
    mutated = mutated.slice(0, at) + put + mutated.slice(end);
  }
  return mutated;
}

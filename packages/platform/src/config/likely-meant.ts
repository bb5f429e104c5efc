import { closestMatch } from "leven";

const MAX_TYPOS = 3;

/** `; did you mean "address"?`, or nothing when no name is near. */
export function likeOneOf(name: string, known: readonly string[]): string {
  const maxDistance = Math.min(MAX_TYPOS, Math.ceil(name.length / 2));
  const likely = closestMatch(name, known, { maxDistance });
  return likely === undefined ? "" : `; did you mean "${likely}"?`;
}

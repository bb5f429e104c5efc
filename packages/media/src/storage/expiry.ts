/**
 * Until when an item is kept that is put again: the later of both times, in milliseconds since the
 * epoch; `undefined` is for ever.
 */
export function laterExpiry(
  one: number | undefined,
  other: number | undefined,
): number | undefined {
  return one === undefined || other === undefined ? undefined : Math.max(one, other);
}

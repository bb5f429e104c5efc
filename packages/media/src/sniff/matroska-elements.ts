/** A part of a file, in bytes. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** The content of an element, and where the element itself starts. */
export interface Element extends Place {
  readonly id: number;
  readonly head: number;
}

// The shortest element has two bytes, so strangers' bytes could be millions of them.
const MAX_ELEMENTS = 1_024;

/** The first elements between two places; one of unknown length, as live recordings have, reaches to the end. */
export function elementsIn(
  bytes: Buffer,
  start: number,
  end: number,
  most: number = MAX_ELEMENTS,
): readonly Element[] {
  const elements: Element[] = [];
  for (let at = start; at < end && elements.length < most; ) {
    const id = numberAt(bytes, at, true);
    const size = id && numberAt(bytes, at + id.length, false);
    if (!id || !size) break;
    const content = at + id.length + size.length;
    const isUnknown = size.value === 2 ** (7 * size.length) - 1;
    const last = isUnknown ? end : Math.min(end, content + size.value);
    elements.push({ id: id.value, head: at, start: content, end: last });
    at = last;
  }
  return elements;
}

/** A number whose first bits say how long it is; they belong to an identifier, and not to a size. */
function numberAt(bytes: Buffer, at: number, withMark: boolean) {
  const first = bytes[at];
  if (first === undefined || first === 0) return undefined;
  const length = Math.clz32(first) - 23;
  if (at + length > bytes.length) return undefined;
  let value = withMark ? first : first & (0xff >> length);
  for (let index = 1; index < length; index++) value = value * 256 + (bytes[at + index] ?? 0);
  return { value, length };
}

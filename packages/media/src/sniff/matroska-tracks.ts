import type { Tracks } from "./tracks.ts";

// Elements by their identifiers: RFC 9559, 5.1, and RFC 8794, 11.
const [SEGMENT, TRACKS, TRACK_ENTRY, TRACK_TYPE] = [0x18538067, 0x1654ae6b, 0xae, 0x83];
const [VIDEO, AUDIO] = [1, 2];

/** The tracks of a Matroska or WebM file. */
export function matroskaTracks(bytes: Buffer): Tracks {
  const file = { start: 0, end: bytes.length };
  const [segment] = within(bytes, file, SEGMENT);
  const [tracks] = segment ? within(bytes, segment, TRACKS) : [];
  const entries = tracks ? within(bytes, tracks, TRACK_ENTRY) : [];
  const types = entries
    .slice(0, MAX_TRACKS)
    .flatMap((entry) => within(bytes, entry, TRACK_TYPE).slice(0, 1))
    .map(({ end }) => bytes[end - 1]);
  return { hasFilm: types.includes(VIDEO), hasSound: types.includes(AUDIO) };
}

function within(bytes: Buffer, { start, end }: Place, id: number): readonly Element[] {
  return elementsIn(bytes, start, end).filter((element) => element.id === id);
}

interface Place {
  readonly start: number;
  readonly end: number;
}

interface Element extends Place {
  readonly id: number;
}

/** Tracks that are looked at; real files have a handful. */
const MAX_TRACKS = 64;

// The shortest element has two bytes, so strangers' bytes could be millions of them.
const MAX_ELEMENTS = 1_024;

/** The first elements between two places; one of unknown length, as live recordings have, reaches to the end. */
function elementsIn(bytes: Buffer, start: number, end: number): readonly Element[] {
  const elements: Element[] = [];
  for (let at = start; at < end && elements.length < MAX_ELEMENTS; ) {
    const id = numberAt(bytes, at, true);
    const size = id && numberAt(bytes, at + id.length, false);
    if (!id || !size) break;
    const content = at + id.length + size.length;
    const isUnknown = size.value === 2 ** (7 * size.length) - 1;
    const last = isUnknown ? end : Math.min(end, content + size.value);
    elements.push({ id: id.value, start: content, end: last });
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

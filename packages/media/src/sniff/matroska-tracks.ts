import { type Element, elementsIn, type Place } from "./matroska-elements.ts";
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

/** Tracks that are looked at; real files have a handful. */
const MAX_TRACKS = 64;

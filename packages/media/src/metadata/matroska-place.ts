import { elementsIn, type Place } from "../sniff/matroska-elements.ts";

// Elements by their identifiers: RFC 9559, 5.1, and RFC 8794, 11.3.2 (Void).
const [SEGMENT, TAGS, TAG, SIMPLE_TAG, TAG_NAME] = [0x18538067, 0x1254c367, 0x7373, 0x67c8, 0x45a3];
const VOID = 0xec;

/** A cluster has a second or more of film: hours of it have fewer. */
const MAX_CLUSTERS = 65_536;

/**
 * A Matroska or WebM file whose tags with a position are empty; `undefined` when it has none. No other
 * byte moves, so what points into the file stays right.
 */
export function matroskaWithoutPlace(file: Buffer): Buffer | undefined {
  let clean: Buffer | undefined;
  for (const segment of elementsIn(file, 0, file.length)) {
    if (segment.id !== SEGMENT) continue;
    for (const tags of elementsIn(file, segment.start, segment.end, MAX_CLUSTERS)) {
      if (tags.id !== TAGS || !holdsPlace(file, tags)) continue;
      clean ??= Buffer.from(file);
      empty(clean, tags.head, tags.end);
    }
  }
  return clean;
}

function holdsPlace(file: Buffer, tags: Place): boolean {
  return elementsIn(file, tags.start, tags.end)
    .filter(({ id }) => id === TAG)
    .flatMap((tag) => elementsIn(file, tag.start, tag.end))
    .some((tag) => tag.id === SIMPLE_TAG && namesPlace(file, tag, 0));
}

/** Tags may hold tags; strangers could nest them without end. */
const MAX_DEPTH = 8;

function namesPlace(file: Buffer, tag: Place, depth: number): boolean {
  return elementsIn(file, tag.start, tag.end).some((part) => {
    if (part.id === SIMPLE_TAG) return depth < MAX_DEPTH && namesPlace(file, part, depth + 1);
    return part.id === TAG_NAME && isPlace(file.toString("utf8", part.start, part.end));
  });
}

// RECORDING_LOCATION and its kin: matroska.org/technical/tagging.html; LOCATION and the keys of
// QuickTime, which ffmpeg copies.
function isPlace(name: string): boolean {
  return /location|gps|latitude|longitude|iso6709|xyz/i.test(name);
}

/** Makes an element one of zeros that readers skip. Its size has one byte, or eight. */
function empty(file: Buffer, from: number, to: number): void {
  file.fill(0, from, to);
  file[from] = VOID;
  const length = to - from;
  if (length < 9) file[from + 1] = 0x80 | (length - 2);
  else {
    file[from + 1] = 0x01;
    file.writeUIntBE(length - 9, from + 3, 6);
  }
}

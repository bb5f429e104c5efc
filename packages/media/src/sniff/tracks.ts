import { asfTracks } from "./asf-tracks.ts";
import { boxesIn } from "./boxes.ts";
import { matroskaTracks } from "./matroska-tracks.ts";

/** What a container of sound and film has in it. */
export interface Tracks {
  readonly hasFilm: boolean;
  readonly hasSound: boolean;
}

/** Tracks that are looked at: strangers' bytes could have a track every few bytes. */
const MAX_TRACKS = 64;

/** The tracks of a container of this type; `undefined` when they cannot be read from these bytes. */
export function tracksOf(contentType: string, bytes: Buffer): Tracks | undefined {
  const found = readers.find(([types]) => types.test(contentType))?.[1](bytes);
  return found?.hasFilm || found?.hasSound ? found : undefined;
}

const readers: readonly (readonly [types: RegExp, read: (bytes: Buffer) => Tracks])[] = [
  [/\/(mp4|quicktime|3gpp2?)$/, mp4Tracks],
  [/\/(webm|matroska)$/, matroskaTracks],
  [/\/ogg$/, oggTracks],
  [/\/x-ms-(wma|wmv)$/, asfTracks],
];

/** By the handlers of its tracks: ISO/IEC 14496-12, 8.4.3. */
function mp4Tracks(bytes: Buffer): Tracks {
  const within = (start: number, end: number, name: string) =>
    boxesIn(bytes, start, end).filter((box) => box.name === name);
  const [moov] = within(0, bytes.length, "moov");
  const handlers = (moov ? within(moov.start, moov.end, "trak") : [])
    .slice(0, MAX_TRACKS)
    .flatMap(({ start, end }) => within(start, end, "mdia").slice(0, 1))
    .flatMap(({ start, end }) => within(start, end, "hdlr").slice(0, 1))
    .map(({ start }) => bytes.toString("latin1", start + 8, start + 12));
  // The cover of an M4A is not a track, but its chapters may be: pictures, that sound comes with.
  const brand = bytes.toString("latin1", 8, 11);
  const hasSound = handlers.includes("soun");
  const isSoundByBrand = hasSound && ["M4A", "M4B", "M4P"].includes(brand);
  return { hasFilm: handlers.includes("vide") && !isSoundByBrand, hasSound };
}

const oggSound = [
  "\u0001vorbis",
  "OpusHead",
  "\u007fFLAC",
  "Speex   ",
  "fLaC",
  "PCM     ",
  "CELT    ",
];
const oggFilm = ["\u0080theora", "BBCD\0", "\u0001video\0", "OVP80"];

/** By the first packet of each stream, which all stand at the start: RFC 3533, 4. */
function oggTracks(bytes: Buffer): Tracks {
  let [hasFilm, hasSound] = [false, false];
  for (let at = 0, pages = 0; pages < MAX_TRACKS && at + 27 < bytes.length; pages++) {
    if (bytes.toString("latin1", at, at + 4) !== "OggS") break;
    const isFirst = ((bytes[at + 5] ?? 0) & 2) !== 0;
    if (!isFirst) break;
    const segments = bytes[at + 26] ?? 0;
    const start = at + 27 + segments;
    const length = bytes.subarray(at + 27, start).reduce((sum, one) => sum + one, 0);
    const head = bytes.toString("latin1", start, start + 8);
    hasFilm ||= oggFilm.some((mark) => head.startsWith(mark));
    hasSound ||= oggSound.some((mark) => head.startsWith(mark));
    at = start + length;
  }
  return { hasFilm, hasSound };
}

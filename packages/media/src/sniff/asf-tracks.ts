import type { Tracks } from "./tracks.ts";

// Identifiers as they stand in the file: "Advanced Systems Format Specification", 10.1 and 10.4.
const streamProperties = "9107dcb7b7a9cf118ee600c00c205365";
const film = "c0ef19bc4d5bcf11a8fd00805f5c442b";
const sound = "409e69f84d5bcf11a8fd00805f5c442b";

// Strangers' bytes could have an object every 24 bytes.
const MAX_OBJECTS = 512;

/** The tracks of an ASF file, as WMA and WMV are, by its header. */
export function asfTracks(bytes: Buffer): Tracks {
  let [hasFilm, hasSound] = [false, false];
  // The header object: identifier, length, number of objects, two reserved bytes.
  const end = bytes.length >= 30 ? Math.min(bytes.length, Number(bytes.readBigUInt64LE(16))) : 0;
  for (let at = 30, objects = 0; objects < MAX_OBJECTS && at + 40 <= end; objects++) {
    const length = Number(bytes.readBigUInt64LE(at + 16));
    if (length < 24) break;
    if (bytes.toString("hex", at, at + 16) === streamProperties) {
      const type = bytes.toString("hex", at + 24, at + 40);
      hasFilm ||= type === film;
      hasSound ||= type === sound;
    }
    at += length;
  }
  return { hasFilm, hasSound };
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutPlace } from "./without-place.ts";

/** An element: identifier, size, content. */
function element(id: string, ...content: readonly (Buffer | string)[]): Buffer {
  const bytes = Buffer.concat(content.map((part) => Buffer.from(part)));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(0x10000000 + bytes.length);
  return Buffer.concat([Buffer.from(id, "hex"), size, bytes]);
}

const position = "+52.5000+013.4000/";
const tag = (name: string, value: string) =>
  element("67c8", element("45a3", name), element("4487", value));
const tags = (...simple: readonly Buffer[]) => element("1254c367", element("7373", ...simple));
const ebml = element("1a45dfa3", element("4282", "webm"));
const cluster = element("1f43b675", element("a3", "the film"));
const film = (...parts: readonly Buffer[]) => Buffer.concat([ebml, element("18538067", ...parts)]);

test.each([
  ["LOCATION", tags(tag("TITLE", "A day out"), tag("LOCATION", position))],
  ["RECORDING_LOCATION", tags(tag("RECORDING_LOCATION", position))],
  [
    "com.apple.quicktime.location.ISO6709",
    tags(tag("com.apple.quicktime.location.ISO6709", position)),
  ],
  [
    "a tag below a tag",
    tags(element("67c8", element("45a3", "SHOT"), tag("GPS_LATITUDE", position))),
  ],
])("%s is emptied, and nothing else changes", (_, found) => {
  for (const type of ["video/matroska", "video/webm", "audio/webm"]) {
    const file = film(cluster, found, cluster);
    const clean = Buffer.from(withoutPlace(type, file) ?? file);
    expect(clean.length).toBe(file.length);
    expect(clean.includes(position)).toBe(false);
    expect(clean).toEqual(film(cluster, hollow(found.length), cluster));
    expect(withoutPlace(type, clean)).toBeUndefined();
  }
});

/** The element Void (RFC 8794, 11.3.2) of so many bytes. */
function hollow(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.set([0xec, 0x01]);
  bytes.writeUInt32BE(length - 9, 5);
  return bytes;
}

test("tags without a position stay", () => {
  expect(withoutPlace("video/webm", film(cluster, tags(tag("TITLE", "Berlin"))))).toBeUndefined();
});

test("tags behind two thousand clusters are found", () => {
  const file = film(
    ...Array.from({ length: 2_000 }, () => cluster),
    tags(tag("LOCATION", position)),
  );
  expect(Buffer.from(withoutPlace("video/webm", file) ?? file).includes(position)).toBe(false);
});

test("damaged files are left as long as they are, and nothing is thrown", () => {
  const file = film(cluster, tags(tag("LOCATION", position)), cluster);
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.nat(255), fc.nat(file.length), (at, byte, cut) => {
      const damaged = Buffer.from(file.subarray(0, cut));
      if (at < cut) damaged[at] = byte;
      expect(withoutPlace("video/webm", damaged)?.length ?? cut).toBe(cut);
    }),
  );
});

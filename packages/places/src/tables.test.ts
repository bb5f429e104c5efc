import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliDecompressSync } from "node:zlib";
import { expect, test } from "vitest";

const own = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const files = ["north-america.txt.br", "world.txt.br"];

// Run `node packages/places/scripts/build-tables.mjs` after an update of the sources.
test("the tables are those that the script makes from its sources", async () => {
  const folder = await mkdtemp(join(tmpdir(), "places-"));
  await promisify(execFile)(process.execPath, [own("scripts/build-tables.mjs"), folder]);
  for (const file of files) {
    const made = brotliDecompressSync(await readFile(join(folder, file))).toString();
    const kept = brotliDecompressSync(await readFile(own(`data/${file}`))).toString();
    expect(made === kept, `${file} is not what the script makes`).toBe(true);
  }
  await rm(folder, { recursive: true });
}, 60_000);

test("the tables take less than 300 kB", async () => {
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(own(`data/${file}`))).size),
  );
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(300_000);
});

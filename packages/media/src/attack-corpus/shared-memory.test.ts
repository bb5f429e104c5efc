import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";

const index = new URL("../../dist/index.js", import.meta.url).href;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "repartee-memory-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Megabytes at the peak of a process that works on the file so many times at once. */
async function peak(
  path: string,
  times: number,
): Promise<{ readonly peak: number; readonly codes: string }> {
  const script = `
    import { readFileSync } from "node:fs";
    import { fit } from ${JSON.stringify(index)};
    const bytes = readFileSync(${JSON.stringify(path)});
    const work = Array.from({ length: ${times} }, () => fit(bytes, { maxBytes: 100_000 }));
    const done = await Promise.allSettled(work);
    const codes = [...new Set(done.map(({ reason }) => reason?.code ?? "made"))].join();
    console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS / 1024, codes }));`;
  const file = join(folder, "work.mjs");
  await writeFile(file, script);
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  return JSON.parse(stdout);
}

test("four pictures of 48 million pixels share the memory of one", {
  timeout: 120_000,
}, async () => {
  const path = join(folder, "large.jpg");
  const create = { width: 8_000, height: 6_000, channels: 3, background: "teal" } as const;
  await sharp({ create }).jpeg().toFile(path);
  const { peak: megabytes, codes } = await peak(path, 4);
  expect(codes).toBe("made");
  // One takes some 640 MB with all of Node, four at once 2.2 GB.
  expect(megabytes).toBeLessThan(1_000);
});

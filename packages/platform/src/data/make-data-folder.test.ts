import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeDataFolder } from "./make-data-folder.ts";

/** The mode of a folder with these files after it has become a data folder. */
async function modeAfter(mode: number, files: readonly string[] = []): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "repartee-data-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const file of files) writeFileSync(join(folder, file), "");
  chmodSync(folder, mode);
  await makeDataFolder(folder);
  return statSync(folder).mode & 0o7777;
}

test.runIf(process.platform !== "win32").each<[string, number, readonly string[], number]>([
  ["an empty folder that all can read", 0o755, [], 0o700],
  ["an empty folder that all can write", 0o777, [], 0o700],
  ["an empty folder of a group", 0o750, [], 0o700],
  ["the folder of an earlier version", 0o755, ["repartee.db", "repartee.db-wal"], 0o700],
  ["a private folder", 0o700, [], 0o700],
  ["a folder with files of others", 0o755, ["repartee.db", "notes.txt"], 0o755],
  ["an empty folder that users share", 0o1777, [], 0o1777],
])("%s (%o) is closed to others at the first start unless it is theirs too", async (...row) => {
  const [, mode, files, expected] = row;
  expect(await modeAfter(mode, files)).toBe(expected);
});

test("a folder that does not exist is made with those above it", async () => {
  const above = mkdtempSync(join(tmpdir(), "repartee-data-"));
  onTestFinished(() => rmSync(above, { recursive: true }));
  mkdirSync(join(above, "one"));
  await makeDataFolder(join(above, "one", "two", "data"));
  if (process.platform !== "win32")
    expect(statSync(join(above, "one", "two", "data")).mode & 0o777).toBe(0o700);
});

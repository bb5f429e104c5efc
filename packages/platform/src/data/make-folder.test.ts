import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeFolder } from "./make-folder.ts";

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "repartee-folder-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("folders are made with those above them, for their owner alone, and once", async () => {
  const path = join(emptyFolder(), "one", "two", "three");
  await makeFolder(path, 0o700);
  await makeFolder(path, 0o700);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(statSync(join(path, "..")).mode & 0o777).toBe(0o700);
});

test("below a file there is no folder", async () => {
  const file = join(emptyFolder(), "file");
  writeFileSync(file, "");
  await expect(makeFolder(file)).rejects.toMatchObject({ code: "EEXIST" });
  await expect(makeFolder(join(file, "folder"))).rejects.toMatchObject({ code: "ENOTDIR" });
});

test.runIf(existsSync("/proc/self"))(
  "a file system that takes no folders ends in an error",
  async () => {
    await expect(makeFolder("/proc/repartee/data")).rejects.toMatchObject({ code: "ENOENT" });
  },
);

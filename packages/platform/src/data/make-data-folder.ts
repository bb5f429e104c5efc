import { chmod, readdir, stat } from "node:fs/promises";
import { makeFolder } from "./make-folder.ts";

/**
 * Makes a data folder that only its owner can open. One that an earlier version has left open to
 * others is closed to them, unless it holds files that are not Repartee's.
 */
export async function makeDataFolder(dataDir: string): Promise<void> {
  await makeFolder(dataDir, 0o700);
  const { mode } = await stat(dataDir);
  if ((mode & 0o077) === 0) return;
  const names = await readdir(dataDir);
  if (names.length === 0 || !names.every((name) => name.startsWith("repartee."))) return;
  try {
    await chmod(dataDir, 0o700);
  } catch {
    // Another user's folder: its owner decides. The files in it are private in any case.
  }
}

import { chmod, readdir, stat } from "node:fs/promises";
import { makeFolder } from "./make-folder.ts";

const OTHERS = 0o077;

/** Set on folders that many users share on purpose, such as `/tmp`. */
const STICKY = 0o1000;

/**
 * Makes a data folder that only its owner can open. A folder that exists and is open to others is closed
 * to them, unless it contains files that are not Repartee's or is shared on purpose (sticky bit).
 */
export async function makeDataFolder(dataDir: string): Promise<void> {
  await makeFolder(dataDir, 0o700);
  const { mode } = await stat(dataDir);
  if ((mode & OTHERS) === 0 || (mode & STICKY) !== 0) return;
  const names = await readdir(dataDir);
  if (!names.every((name) => name.startsWith("repartee."))) return;
  try {
    await chmod(dataDir, 0o700);
  } catch {
    // Another user's folder: its owner decides. The files in it are private in any case.
  }
}

import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { hasErrorCode } from "@repartee/protocol";

/**
 * Creates a folder and those above it, unless they exist.
 *
 * Not `mkdir` with `recursive`: that never ends where a file system takes no folders and says that the
 * path does not exist (`/proc`), because it takes this for a missing parent again and again.
 *
 * @throws a system error, such as `ENOENT`, `ENOTDIR` or `EACCES`.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  try {
    await makeOne(path, mode);
  } catch (error) {
    const parent = dirname(path);
    if (!hasErrorCode(error, "ENOENT") || parent === path) throw error;
    await makeFolder(parent, mode);
    await makeOne(path, mode);
  }
}

async function makeOne(path: string, mode: number | undefined): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (!hasErrorCode(error, "EEXIST") || !(await stat(path)).isDirectory()) throw error;
  }
}

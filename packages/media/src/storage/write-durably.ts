import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes a file that is there whole or not at all, whenever the power goes: written aside, flushed,
 * renamed, and the folder that knows the name flushed too.
 */
export async function writeDurably(
  path: string,
  content: Uint8Array | string,
  { aside }: { readonly aside: string },
): Promise<void> {
  await mkdir(aside, { recursive: true });
  const draft = join(aside, randomUUID());
  try {
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await mkdir(dirname(path), { recursive: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await flushFolder(dirname(path));
  await flushFolder(dirname(dirname(path)));
}

async function flushFolder(path: string): Promise<void> {
  // Windows cannot open folders, and keeps names by itself.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

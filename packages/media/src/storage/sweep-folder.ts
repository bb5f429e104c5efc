import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { hasErrorCode } from "@repartee/protocol";
import { readRecord } from "./media-record.ts";

/** What a sweep has removed. */
export interface Swept {
  /** Items whose time was over. */
  readonly expired: number;
  /** Files of writes that were interrupted. */
  readonly leftovers: number;
}

/**
 * Removes expired items of a folder, and files without a record. The caller keeps writers away
 * meanwhile.
 *
 * @param now milliseconds since the epoch.
 */
export async function sweepFolder(folder: string, now: number): Promise<Swept> {
  let [expired, leftovers] = [0, 0];
  for (const name of await namesIn(folder)) {
    const shelf = join(folder, name);
    if (name === "drafts") {
      for (const draft of await namesIn(shelf)) {
        await rm(join(shelf, draft), { force: true });
        leftovers += 1;
      }
      continue;
    }
    if (!/^[0-9a-f]{2}$/.test(name)) continue;
    for (const key of keysIn(await namesIn(shelf))) {
      const place = join(shelf, key);
      const record = await readRecord(`${place}.json`);
      const isWhole = record && (await isThere(`${place}.bin`));
      if (isWhole && (record.expiresAt === undefined || record.expiresAt > now)) continue;
      await rm(`${place}.json`, { force: true });
      await rm(`${place}.bin`, { force: true });
      if (isWhole) expired += 1;
      else leftovers += 1;
    }
  }
  return { expired, leftovers };
}

function keysIn(files: readonly string[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => /^([0-9a-f]{64})\.(json|bin)$/.exec(file)?.[1] ?? []));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: unknown) => {
    if (hasErrorCode(error, "ENOENT", "ENOTDIR")) return [];
    throw error;
  });
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

import { readFile, writeFile } from "node:fs/promises";
import { type DataFolder, openDataFolder } from "@repartee/platform";
import type { AppSettings } from "../app/app-settings.ts";
import type { ProcessIo } from "../process/process-io.ts";
import { toUserError } from "../process/to-user-error.ts";

/** Writes who has opted out as CSV. @param file `-` is standard output. */
export async function exportOptOuts(
  file: string,
  { dataDir, account }: OptOutOptions,
  { stdout }: Pick<ProcessIo, "stdout">,
): Promise<void> {
  await withFolder(dataDir, async (folder) => {
    if (file !== "-") return writeFile(file, folder.exportOptOuts(account?.sid), { mode: 0o600 });
    for await (const line of folder.exportOptOuts(account?.sid)) stdout.write(line);
  });
}

/** Adds a CSV to the list of who has opted out. @param file `-` is standard input. */
export async function importOptOuts(
  file: string,
  { dataDir, account }: OptOutOptions,
  { stdin, stdout }: Pick<ProcessIo, "stdin" | "stdout">,
): Promise<void> {
  await withFolder(dataDir, async (folder) => {
    const csv = file === "-" ? await readAll(stdin) : await readFile(file, "utf8");
    const added = await folder.importOptOuts(csv, account?.sid);
    stdout.write(`Added ${added} ${added === 1 ? "entry" : "entries"}.\n`);
  });
}

export interface OptOutOptions {
  readonly dataDir: string;
  /** Whose list it is; `undefined`: that of the data folder's own account. */
  readonly account: AppSettings["account"];
}

async function withFolder(
  dataDir: string,
  work: (folder: DataFolder) => Promise<void>,
): Promise<void> {
  try {
    const folder = openDataFolder(dataDir);
    try {
      await work(folder);
    } finally {
      await folder.close();
    }
  } catch (error) {
    throw toUserError(error);
  }
}

async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

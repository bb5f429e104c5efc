import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  type DataFolder,
  examineDataFolder,
  openDataFolder,
  recoverDataFolder,
} from "@repartee/platform";
import { isReparteeError } from "@repartee/protocol";
import type { AppSettings } from "./app-settings.ts";
import { askStory, type StoryLine } from "./ask-story.ts";
import { CannotStart } from "./cannot-start.ts";

/** Where the commands read and write. */
export interface Streams {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: NodeJS.WritableStream;
}

/**
 * Tells what happened to a message: from the data folder, or from the platform that runs on it.
 *
 * @returns 1 when there is no such message, else 0.
 */
export async function explain(
  sid: string,
  { dataDir, port }: { readonly dataDir: string; readonly port: number },
  { stdout }: Streams,
): Promise<0 | 1> {
  const lines = await story(sid, dataDir, port);
  if (!lines) {
    stdout.write(`There is no message ${sid}.\n`);
    return 1;
  }
  for (const { at, sentence } of lines) stdout.write(`${at}  ${sentence}\n`);
  return 0;
}

async function story(
  sid: string,
  dataDir: string,
  port: number,
): Promise<readonly StoryLine[] | undefined> {
  let folder: DataFolder;
  try {
    folder = openDataFolder(dataDir);
  } catch (error) {
    if (isReparteeError(error, "data_in_use")) return askStory(sid, port);
    throw inOneLine(error);
  }
  try {
    const entries = await folder.explain(sid);
    return entries?.map(({ at, sentence }) => ({ at: new Date(at).toISOString(), sentence }));
  } finally {
    await folder.close();
  }
}

/**
 * Examines a data folder, and copies what is readable of it into a new one when that is asked for.
 *
 * @returns 1 when something is wrong with it, else 0.
 */
export async function doctor(
  dataDir: string,
  target: string | undefined,
  { stdout }: Streams,
): Promise<0 | 1> {
  const report = examineDataFolder(dataDir);
  const { file, bytes, freeBytes, rows, problems } = report;
  stdout.write(`${file}: ${megabytes(bytes)}, ${megabytes(freeBytes)} free on its disk\n`);
  for (const [table, count] of Object.entries(rows)) {
    if (count > 0) stdout.write(`  ${table}: ${count}\n`);
  }
  for (const { code, sentence, advice } of problems) {
    stdout.write(`${code}: ${sentence} ${advice}\n`);
  }
  if (problems.length === 0) stdout.write("It is sound.\n");
  if (target !== undefined) await recover(dataDir, target, stdout);
  return problems.length === 0 ? 0 : 1;
}

async function recover(
  dataDir: string,
  target: string,
  stdout: NodeJS.WritableStream,
): Promise<void> {
  try {
    const { saved, damaged, orphans } = await recoverDataFolder(dataDir, target);
    const rows = Object.values(saved).reduce((sum, count) => sum + count, 0);
    stdout.write(`Saved ${rows} rows to ${resolve(target)}.\n`);
    if (damaged.length > 0) stdout.write(`Not all could be read of: ${damaged.join(", ")}.\n`);
    if (orphans > 0) stdout.write(`Left out ${orphans} rows of messages that are lost.\n`);
  } catch (error) {
    throw inOneLine(error);
  }
}

/** Writes who has opted out as CSV. @param file `-` is standard output. */
export async function exportOptOuts(
  file: string,
  { dataDir, account }: OptOutOptions,
  { stdout }: Streams,
): Promise<void> {
  await withFolder(dataDir, async (folder) => {
    if (file !== "-") return writeFile(file, folder.exportOptOuts(account?.sid));
    for await (const line of folder.exportOptOuts(account?.sid)) stdout.write(line);
  });
}

/** Adds a CSV to the list of who has opted out. @param file `-` is standard input. */
export async function importOptOuts(
  file: string,
  { dataDir, account }: OptOutOptions,
  { stdin, stdout }: Streams,
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
    throw inOneLine(error);
  }
}

async function readAll(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** What the storage or the system says is for the user; all else is a fault of ours. */
function inOneLine(error: unknown): unknown {
  const isOfTheSystem = error instanceof Error && "syscall" in error;
  return isReparteeError(error) || isOfTheSystem ? new CannotStart(error.message) : error;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

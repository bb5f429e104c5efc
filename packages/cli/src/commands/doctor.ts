import { resolve } from "node:path";
import { examineDataFolder, recoverDataFolder } from "@repartee/platform";
import type { ProcessIo } from "../process/process-io.ts";
import { toUserError } from "../process/to-user-error.ts";

/**
 * Examines a data folder, and copies what is readable of it into a new one when that is asked for.
 *
 * @returns 1 when something is wrong with it, else 0.
 */
export async function doctor(
  dataDir: string,
  target: string | undefined,
  { stdout }: Pick<ProcessIo, "stdout">,
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
    throw toUserError(error);
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

import { devRetention, openDataFolder, type Retention } from "@repartee/platform";
import { CannotStart } from "../process/cannot-start.ts";
import type { ProcessIo } from "../process/process-io.ts";
import { toUserError } from "../process/to-user-error.ts";

/**
 * Removes old data from a data folder that no platform runs on, and says how large it was and is.
 *
 * @param flags without `olderThan` and `maxSize`: what `dev` keeps.
 * @throws CannotStart for an age or a size that cannot be read.
 */
export async function prune(
  dataDir: string,
  flags: Readonly<Record<string, unknown>>,
  { stdout }: Pick<ProcessIo, "stdout">,
): Promise<void> {
  const retention = readRetention(flags);
  try {
    const folder = openDataFolder(dataDir);
    try {
      const before = await folder.size();
      const removed = await folder.prune(retention);
      const sizes = `${megabytes(before)} before, ${megabytes(await folder.size())} now`;
      stdout.write(`Removed ${removed} ${removed === 1 ? "record" : "records"}: ${sizes}.\n`);
    } finally {
      await folder.close();
    }
  } catch (error) {
    throw toUserError(error);
  }
}

function readRetention({ olderThan, maxSize }: Readonly<Record<string, unknown>>): Retention {
  if (olderThan === undefined && maxSize === undefined) return devRetention;
  return {
    maxAgeDays: read("--older-than", olderThan, days, "an age such as 12h, 7d or 4w"),
    maxMegabytes: read("--max-size", maxSize, sizes, "a size such as 500MB or 2GB"),
  };
}

const days: Readonly<Record<string, number>> = { m: 1 / 1440, h: 1 / 24, d: 1, w: 7 };
const sizes: Readonly<Record<string, number>> = { kb: 1 / 1024, mb: 1, gb: 1024 };

/** A number and its unit, in the unit that counts 1. */
function read(
  flag: string,
  value: unknown,
  units: Readonly<Record<string, number>>,
  expected: string,
): number | undefined {
  if (value === undefined) return undefined;
  const [, amount, unit = ""] =
    /^(\d{1,9}(?:\.\d{1,3})?) ?([a-z]{1,2})$/i.exec(String(value)) ?? [];
  const factor = Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : undefined;
  if (factor !== undefined && Number(amount) > 0) return Number(amount) * factor;
  throw new CannotStart(`${flag} must be ${expected}, got "${value}".`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

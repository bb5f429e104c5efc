import { type Stats, statSync } from "node:fs";
import { ReparteeError } from "@repartee/protocol";

/**
 * Remembers which file is at this path, and checks that it still is. A process can go on writing to a
 * file that was deleted, or whose folder was renamed, and all of it would be gone after a restart.
 *
 * @returns throws a ReparteeError `data_unwritable` when the database file or its log is not in its
 * place. Two system calls, a few microseconds.
 */
export function holdPlace(file: string): () => void {
  if (file === ":memory:") return () => {};
  const logFile = `${file}-wal`;
  const database = identify(file);
  // The log is made by the first write, and then stays until the file is closed.
  let log = identify(logFile);
  return () => {
    const found = identify(logFile);
    log ??= found;
    if (isSame(identify(file), database) && isSame(found, log)) return;
    throw new ReparteeError(
      "data_unwritable",
      `${file} or its log was removed, renamed or replaced while it was open: nothing more is stored. Restart, after putting the files back if you still have them.`,
    );
  };
}

/** While a file is open, no other file has the same device and inode. */
type Identity = Pick<Stats, "dev" | "ino">;

function isSame(one: Identity | undefined, other: Identity | undefined): boolean {
  return one?.dev === other?.dev && one?.ino === other?.ino;
}

function identify(file: string): Identity | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    // Its folder cannot be read any more.
    return undefined;
  }
}

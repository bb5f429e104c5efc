import { chmodSync, closeSync, openSync, statSync } from "node:fs";

const OTHERS = 0o077;
/** What SQLite puts next to a database file; it takes over the file's mode. */
const companions = ["", "-wal", "-shm", "-journal"];

/**
 * Makes a database file that only its owner reads and writes, and takes it from others where an
 * earlier version has left it open to them. What cannot be changed is left to the one who opens it.
 */
export function makePrivate(file: string): void {
  if (file === ":memory:") return;
  try {
    // Before SQLite creates it: there is no moment at which others can open it.
    closeSync(openSync(file, "a", 0o600));
    for (const companion of companions) closeToOthers(file + companion);
  } catch {
    // A missing folder or another user's file: opening the database says what is wrong.
  }
}

function closeToOthers(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats && (stats.mode & OTHERS) !== 0) chmodSync(file, stats.mode & 0o700);
}

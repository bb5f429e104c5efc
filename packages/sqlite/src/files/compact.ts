import type { Database } from "../engine/database.ts";

/**
 * Rewrites the file: its free pages, and what removed rows have left in others, are gone. Takes as long
 * as it takes to read and write all of it, and as much room on the disk again.
 */
export function compact(db: Database): void {
  // Takes effect when the file is rewritten: from then on it can shrink step by step.
  db.exec("pragma auto_vacuum = incremental");
  db.exec("vacuum");
  db.exec("pragma wal_checkpoint(truncate)");
}

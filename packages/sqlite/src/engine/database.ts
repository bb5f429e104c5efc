import Libsql from "libsql";
import { holdPlace } from "../files/hold-place.ts";
import { makePrivate } from "../files/make-private.ts";
import { storageFault } from "../files/storage-fault.ts";

/** What can be bound to a statement. */
export type Value = string | number | Uint8Array | null;
/** A row as an array, in the order of the statement's columns. */
export type Row = readonly unknown[];

/** A prepared statement. */
export interface Statement {
  /** Returns the id of the row that was inserted last. */
  run(...values: readonly Value[]): number;
  get(...values: readonly Value[]): Row | undefined;
  all(...values: readonly Value[]): readonly Row[];
}

/** The thin seam over the driver: nothing else knows which one it is. */
export interface Database {
  exec(sql: string): void;
  /** Prepares the statement at its first use and keeps it. */
  prepare(sql: string): Statement;
  /** @throws ReparteeError `data_unwritable` when the file is not in its place any more. */
  verify(): void;
  close(): void;
}

export interface DatabaseOptions {
  /** Bytes to which the file may grow, its log not counted. Default: as large as the disk. */
  readonly maxBytes?: number | undefined;
}

const PAGE_BYTES = 4096;

/**
 * Opens a database file for this process alone; other users cannot read it. What it throws then and later is a `ReparteeError`
 * when the storage is at fault: `data_in_use`, `data_full`, `data_corrupt`, `data_unwritable`.
 */
export function openDatabase(file: string, { maxBytes }: DatabaseOptions = {}): Database {
  const guarded = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw storageFault(error, file);
    }
  };
  makePrivate(file);
  const driver = guarded(() => open(file, maxBytes));
  const verify = holdPlace(file);
  const prepared = new Map<string, Statement>();

  function prepare(sql: string): Statement {
    const statement = driver.prepare(sql);
    // Rows as arrays take half the time of rows as objects; the driver's pluck() is broken.
    if (statement.reader) statement.raw();
    return {
      run: (...values) => guarded(() => Number(statement.run(values).lastInsertRowid)),
      get: (...values) => guarded(() => toRow(statement.get(values))),
      all: (...values) => guarded(() => statement.all(values).flatMap((row) => [toRow(row) ?? []])),
    };
  }

  return {
    exec: (sql) => guarded(() => void driver.exec(sql)),
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = guarded(() => prepare(sql));
      prepared.set(sql, statement);
      return statement;
    },
    verify,
    close: () => guarded(() => close(driver)),
  };
}

function open(file: string, maxBytes: number | undefined): Libsql.Database {
  const driver = new Libsql(file);
  try {
    // Before anything is written: a new file can give free pages back to the disk.
    driver.exec("pragma auto_vacuum = incremental");
    // Exclusive before the journal mode: one process owns the file, and needs no shared memory then.
    driver.exec("pragma locking_mode = exclusive");
    driver.exec("pragma journal_mode = wal");
    // Full: a commit is on disk when it returns.
    driver.exec("pragma synchronous = full");
    // Kilobytes: the index on random SIDs has to stay in memory to be quick.
    driver.exec("pragma cache_size = -64000");
    // Pages: fewer, larger checkpoints.
    driver.exec("pragma wal_autocheckpoint = 8000");
    if (maxBytes !== undefined) {
      driver.exec(`pragma max_page_count = ${Math.ceil(maxBytes / PAGE_BYTES)}`);
    }
    driver.exec("begin immediate; commit");
    return driver;
  } catch (error) {
    driver.close();
    throw error;
  }
}

function close(driver: Libsql.Database): void {
  try {
    // Closing alone keeps the lock until the garbage collector has found the statements; a file can
    // only be unlocked by leaving the write-ahead log, and by reading once more.
    driver.exec("pragma journal_mode = delete");
    driver.exec("pragma locking_mode = normal");
    driver.prepare("select 1 from sqlite_master").all();
  } catch {
    // A full disk, or files that were removed. What was acknowledged is on disk already; the next
    // opening merges the log.
  } finally {
    driver.close();
  }
}

function toRow(row: unknown): Row | undefined {
  return Array.isArray(row) ? row : undefined;
}

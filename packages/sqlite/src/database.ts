import { ReparteeError } from "@repartee/protocol";
import Libsql from "libsql";

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
  close(): void;
}

/**
 * Opens a database file for this process alone.
 *
 * @throws ReparteeError `data_in_use` when another process has it open.
 */
export function openDatabase(file: string): Database {
  const driver = new Libsql(file);
  try {
    // Exclusive before the journal mode: one process owns the file, and needs no shared memory then.
    driver.exec("pragma locking_mode = exclusive");
    driver.exec("pragma journal_mode = wal");
    // Full: a commit is on disk when it returns.
    driver.exec("pragma synchronous = full");
    // Kilobytes: the index on random SIDs has to stay in memory to be quick.
    driver.exec("pragma cache_size = -64000");
    // Pages: fewer, larger checkpoints.
    driver.exec("pragma wal_autocheckpoint = 8000");
    driver.exec("begin immediate; commit");
  } catch (error) {
    driver.close();
    throw isBusy(error) ? inUse(file, error) : error;
  }

  const prepared = new Map<string, Statement>();
  return {
    exec: (sql) => {
      driver.exec(sql);
    },
    prepare(sql) {
      const known = prepared.get(sql);
      if (known) return known;
      const statement = prepare(driver, sql);
      prepared.set(sql, statement);
      return statement;
    },
    close: () => {
      // Closing alone keeps the lock until the garbage collector has found the statements; a file can
      // only be unlocked by leaving the write-ahead log, and by reading once more.
      driver.exec("pragma journal_mode = delete");
      driver.exec("pragma locking_mode = normal");
      driver.prepare("select 1 from sqlite_master").all();
      driver.close();
    },
  };
}

function prepare(driver: Libsql.Database, sql: string): Statement {
  const statement = driver.prepare(sql);
  // Rows as arrays take half the time of rows as objects; the driver's pluck() is broken.
  if (statement.reader) statement.raw();
  return {
    run: (...values) => Number(statement.run(values).lastInsertRowid),
    get: (...values) => toRow(statement.get(values)),
    all: (...values) => statement.all(values).flatMap((row) => [toRow(row) ?? []]),
  };
}

function toRow(row: unknown): Row | undefined {
  return Array.isArray(row) ? row : undefined;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_BUSY";
}

function inUse(file: string, cause: unknown): ReparteeError {
  return new ReparteeError("data_in_use", `Another process has ${file} open: stop it first.`, {
    cause,
  });
}

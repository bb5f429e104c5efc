import { existsSync, statfsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { isReparteeError } from "@repartee/protocol";
import { type Database, openDatabase } from "../engine/database.ts";
import { newestSchema } from "../engine/migrate.ts";
import { integer, text } from "../engine/read-row.ts";

/** Something that is wrong with a data file, and what to do about it. */
export interface DataProblem {
  /** A stable word, such as `data_corrupt`. */
  readonly code: string;
  readonly sentence: string;
  readonly advice: string;
}

/** What an examination of a data file has found. */
export interface DataReport {
  readonly file: string;
  /** Bytes, its log included. */
  readonly bytes: number;
  /** Bytes that are free on its disk. */
  readonly freeBytes: number;
  /** Rows by table; empty when the file could not be read. */
  readonly rows: Readonly<Record<string, number>>;
  /** Empty: it is sound. */
  readonly problems: readonly DataProblem[];
}

const LOW_BYTES = 64 * 1024 * 1024;
const recover = "Stop the platform, keep a copy of the file, and have what is readable recovered.";

/**
 * Examines a data file that no process has open: reads all of it. What a process that was killed has
 * left in the file's log is merged into the file, as any start does; nothing else is changed.
 */
export function examineData(file: string): DataReport {
  const report = { file, bytes: sizeOf(file), freeBytes: freeAt(file), rows: {} };
  if (!existsSync(file)) {
    const advice = "Check the path; a platform makes the file when it starts.";
    return {
      ...report,
      problems: [{ code: "data_missing", sentence: "There is no such file.", advice }],
    };
  }
  const problems: DataProblem[] = [];
  if (report.freeBytes < LOW_BYTES) {
    const sentence = `Only ${Math.floor(report.freeBytes / 1024 / 1024)} MB are free on its disk.`;
    problems.push({ code: "disk_low", sentence, advice: "Free some space." });
  }
  try {
    const db = openDatabase(file);
    try {
      problems.push(...damage(db), ...schema(db));
      if (problems.some(({ code }) => code !== "disk_low")) return { ...report, problems };
      problems.push(...contradictions(db));
      return { ...report, rows: countRows(db), problems };
    } finally {
      db.close();
    }
  } catch (error) {
    if (!isReparteeError(error)) throw error;
    const advice =
      error.code === "data_corrupt" ? recover : "Put that right, and examine it again.";
    return {
      ...report,
      problems: [...problems, { code: String(error.code), sentence: error.message, advice }],
    };
  }
}

function damage(db: Database): DataProblem[] {
  const found = db
    .prepare("pragma integrity_check(3)")
    .all()
    .map((row) => text(row, 0));
  if (found[0] === "ok") return [];
  return found.map((sentence) => ({ code: "data_corrupt", sentence, advice: recover }));
}

function schema(db: Database): DataProblem[] {
  const version = Number(db.prepare("pragma user_version").get()?.[0]);
  if (version > newestSchema) {
    const sentence = `It has schema ${version}, this version knows ${newestSchema}.`;
    return [{ code: "data_too_new", sentence, advice: "Update this package." }];
  }
  if (version === newestSchema) return [];
  const sentence = `It has schema ${version}; the newest is ${newestSchema}.`;
  return [
    { code: "data_too_old", sentence, advice: "Start the platform once: it updates the file." },
  ];
}

// What no version of this package writes.
const checks: readonly (readonly [what: string, sql: string])[] = [
  [
    "messages whose status is not that of their last event",
    `select count(*) from message join message_event event
      on message_id = id and sequence = moves - 1 where event.status <> message.status`,
  ],
  [
    "messages without their last event",
    `select count(*) from message where not exists (
      select 1 from message_event where message_id = id and sequence = moves - 1)`,
  ],
  [
    "events of no message",
    "select count(*) from message_event where not exists (select 1 from message where id = message_id)",
  ],
  [
    "status callbacks of no message",
    "select count(*) from callback where not exists (select 1 from message where id = message_id)",
  ],
  [
    "messages that wait for nothing",
    `select count(*) from message
      where status in ('queued', 'sending', 'scheduled') and due_at is null`,
  ],
];

function contradictions(db: Database): DataProblem[] {
  return checks.flatMap(([what, sql]) => {
    const row = db.prepare(sql).get();
    const count = row ? integer(row, 0) : 0;
    if (count === 0) return [];
    return [
      { code: "data_contradictory", sentence: `There are ${count} ${what}.`, advice: recover },
    ];
  });
}

function countRows(db: Database): Record<string, number> {
  const names = db
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .all()
    .map((row) => text(row, 0));
  return Object.fromEntries(
    names.map((name) => {
      const row = db.prepare(`select count(*) from "${name}"`).get();
      return [name, row ? integer(row, 0) : 0];
    }),
  );
}

function sizeOf(file: string): number {
  return [file, `${file}-wal`].reduce(
    (sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function freeAt(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize;
  } catch {
    // A folder that is not there has no room; the missing file is reported.
    return 0;
  }
}

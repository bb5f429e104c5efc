import { existsSync } from "node:fs";
import { isReparteeError, ReparteeError } from "@repartee/protocol";
import { type Database, openDatabase, type Row, type Value } from "../engine/database.ts";
import { migrate } from "../engine/migrate.ts";
import { integer, text } from "../engine/read-row.ts";
import { belongings } from "../sql/message.ts";

/** What a recovery has saved. */
export interface Recovery {
  /** Rows by table in the new file. */
  readonly saved: Readonly<Record<string, number>>;
  /** Tables of which a part could not be read. */
  readonly damaged: readonly string[];
  /** Rows that belonged to messages which could not be read, and were left out. */
  readonly orphans: number;
}

const PAGE = 500;

/**
 * Copies what is readable of a damaged data file into a new one. The damaged file
 * keeps what it has; what its log still holds is merged into it, as any start does.
 *
 * @throws ReparteeError `data_exists` when the target is there already; `data_in_use` when a process
 * has one of them open; `data_corrupt` when nothing at all can be read.
 */
export function recoverData(file: string, target: string): Recovery {
  if (existsSync(target)) {
    throw new ReparteeError("data_exists", `${target} is there already: name a new file.`);
  }
  const from = openDatabase(file);
  try {
    const to = openDatabase(target);
    try {
      migrate(to);
      return copyAll(from, to);
    } finally {
      to.close();
    }
  } finally {
    closeDamaged(from);
  }
}

function copyAll(from: Database, to: Database): Recovery {
  const saved: Record<string, number> = {};
  const damaged: string[] = [];
  for (const table of tablesOf(to)) {
    to.exec("begin immediate");
    const result = copyTable(from, to, table);
    to.exec("commit");
    saved[table] = result.rows;
    if (result.isDamaged) damaged.push(table);
  }
  return { saved, damaged, orphans: dropOrphans(to) };
}

function tablesOf(db: Database): string[] {
  return db
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
    .all()
    .map((row) => text(row, 0));
}

interface Columns {
  readonly all: string;
  readonly key: readonly string[];
  readonly count: number;
}

/** The columns that both files have, the key's first. */
function columnsOf(from: Database, to: Database, table: string): Columns {
  const known = new Set(
    from
      .prepare(`pragma table_info("${table}")`)
      .all()
      .map((row) => text(row, 1)),
  );
  const rows = to
    .prepare(`pragma table_info("${table}")`)
    .all()
    .filter((row) => known.has(text(row, 1)));
  const key = rows
    .filter((row) => integer(row, 5) > 0)
    .sort((a, b) => integer(a, 5) - integer(b, 5))
    .map((row) => text(row, 1));
  const rest = rows.map((row) => text(row, 1)).filter((name) => !key.includes(name));
  return { all: [...key, ...rest].join(", "), key, count: rows.length };
}

/** Reads a table from its beginning until a page cannot be read, then from its end. */
function copyTable(
  from: Database,
  to: Database,
  table: string,
): { readonly rows: number; readonly isDamaged: boolean } {
  const columns = columnsOf(from, to, table);
  if (columns.count === 0) return { rows: 0, isDamaged: true };
  const marks = Array(columns.count).fill("?").join(", ");
  const insert = `insert or ignore into "${table}" (${columns.all}) values (${marks})`;
  const forward = copy(from, to, table, columns, insert, "asc");
  if (forward.isWhole) return { rows: forward.rows, isDamaged: false };
  const backward = copy(from, to, table, columns, insert, "desc");
  return { rows: forward.rows + backward.rows, isDamaged: true };
}

function copy(
  from: Database,
  to: Database,
  table: string,
  { all, key, count }: Columns,
  insert: string,
  order: "asc" | "desc",
): { readonly rows: number; readonly isWhole: boolean } {
  const tuple = key.join(", ");
  const marks = key.map(() => "?").join(", ");
  const by = key.map((name) => `${name} ${order}`).join(", ");
  const select = (where: string) => `select ${all} from "${table}" ${where} order by ${by} limit ?`;
  const next = select(`where (${tuple}) ${order === "asc" ? ">" : "<"} (${marks})`);
  let rows = 0;
  let last: readonly Value[] | undefined;
  let limit = PAGE;
  for (;;) {
    try {
      const page: readonly Row[] = last
        ? from.prepare(next).all(...last, limit)
        : from.prepare(select("")).all(limit);
      for (const row of page) {
        to.prepare(insert).run(...row.slice(0, count).map(value));
        last = row.slice(0, key.length).map(value);
        rows += 1;
      }
      if (page.length < limit) return { rows, isWhole: true };
    } catch (error) {
      if (!isReparteeError(error, "data_corrupt")) throw error;
      // One by one up to the page that cannot be read.
      if (limit === 1) return { rows, isWhole: false };
      limit = 1;
    }
  }
}

function value(item: unknown): Value {
  if (item === null || typeof item === "string" || typeof item === "number") return item;
  if (item instanceof Uint8Array) return item;
  throw new ReparteeError("data_invalid", "A stored value has an unexpected type.");
}

/** Removes what belongs to messages that are lost, and messages whose story is. */
function dropOrphans(db: Database): number {
  const counts = [
    ...belongings.map(
      (table) =>
        `delete from ${table} where message_id not in (select id from message) returning 1`,
    ),
    "delete from media_content where media_id not in (select id from media) returning 1",
  ].map((sql) => db.prepare(sql).all().length);
  // The message's own row says where it stands; the event that said so is written again.
  db.exec(`insert or ignore into message_event (message_id, sequence, status, at, cause, error_code)
    select id, moves - 1, status, date_updated, 'Recovered from a damaged file.', error_code
    from message`);
  return counts.reduce((sum, count) => sum + count, 0);
}

function closeDamaged(db: Database): void {
  try {
    db.close();
  } catch {
    // What could be read has been read.
  }
}

import type { SlotCalendar, SlotRun } from "@repartee/send-core";
import type { Database, Row } from "./database.ts";
import { integer } from "./read-row.ts";
import {
  changeRun,
  deleteRun,
  deleteRuns,
  deleteRunsBefore,
  insertRun,
  selectLastRun,
  selectRunAfter,
  selectRunAt,
} from "./sql/slot.ts";

/** The reserved time of all limits, within the open transaction. */
export function createSlotCalendar(db: Database): SlotCalendar {
  const run = (row: Row | undefined): SlotRun | undefined =>
    row && { from: integer(row, 0), until: integer(row, 1) };
  return {
    last: (key) => run(db.prepare(selectLastRun).get(key)),
    at: (key, time) => run(db.prepare(selectRunAt).get(key, time)),
    after: (key, time) => run(db.prepare(selectRunAfter).get(key, time)),
    add: (key, { from, until }) => void db.prepare(insertRun).run(key, from, until),
    change: (key, { from }, changed) =>
      void db.prepare(changeRun).run(changed.from, changed.until, key, from),
    remove: (key, { from }) => void db.prepare(deleteRun).run(key, from),
    forget: (key, until) => void db.prepare(deleteRunsBefore).run(key, until, until),
    clear: (key) => void db.prepare(deleteRuns).run(key),
  };
}

import type { SlotCalendar, SlotRun } from "@repartee/send-core";
import type { Database, Row } from "../engine/database.ts";
import type { Participant } from "../engine/group-commit.ts";
import { integer } from "../engine/read-row.ts";
import {
  changeRun,
  deleteRun,
  deleteRuns,
  deleteRunsBefore,
  insertRun,
  selectLastRun,
  selectRunAfter,
  selectRunAt,
} from "../sql/slot.ts";

/** The last run of a limit, as it is in the file and as it is to be. */
interface LastRun {
  stored: SlotRun | undefined;
  current: SlotRun | undefined;
  /** All runs are to be removed before the current one is written. */
  isCleared: boolean;
}

const MOST_KEYS = 10_000;

/**
 * The reserved time of all limits, within the open transaction. Mostly a message extends the last run
 * of its sender: that is kept in memory, and written once for each transaction.
 */
export function createSlotCalendar(db: Database): SlotCalendar & Participant {
  const lasts = new Map<string, LastRun>();
  const changed = new Map<string, LastRun>();

  function lastOf(key: string): LastRun {
    const known = lasts.get(key);
    if (known) return known;
    const stored = toRun(db.prepare(selectLastRun).get(key));
    const last = { stored, current: stored, isCleared: false };
    lasts.set(key, last);
    return last;
  }

  function write(key: string, last: LastRun): void {
    changed.delete(key);
    const { stored, current, isCleared } = last;
    if (isCleared) db.prepare(deleteRuns).run(key);
    if (current && stored && !isCleared) {
      db.prepare(changeRun).run(current.from, current.until, key, stored.from);
    } else if (current) {
      db.prepare(insertRun).run(key, current.from, current.until);
    }
    last.stored = current;
    last.isCleared = false;
  }

  /** Writes what is in memory of a limit, before its other runs are looked at. */
  function settle(key: string): void {
    const last = changed.get(key);
    if (last) write(key, last);
  }

  return {
    last: (key) => lastOf(key).current,
    at(key, time) {
      settle(key);
      return toRun(db.prepare(selectRunAt).get(key, time));
    },
    after(key, time) {
      settle(key);
      return toRun(db.prepare(selectRunAfter).get(key, time));
    },
    add(key, run) {
      const last = lastOf(key);
      if (!last.current) {
        last.current = run;
        changed.set(key, last);
        return;
      }
      settle(key);
      db.prepare(insertRun).run(key, run.from, run.until);
      lasts.delete(key);
    },
    change(key, run, next) {
      const last = lastOf(key);
      if (last.current?.from === run.from) {
        last.current = next;
        changed.set(key, last);
        return;
      }
      settle(key);
      db.prepare(changeRun).run(next.from, next.until, key, run.from);
    },
    remove(key, { from }) {
      settle(key);
      db.prepare(deleteRun).run(key, from);
      lasts.delete(key);
    },
    forget(key, until) {
      settle(key);
      db.prepare(deleteRunsBefore).run(key, until, until);
    },
    clear(key) {
      const last = lastOf(key);
      last.current = undefined;
      last.isCleared = true;
      changed.set(key, last);
    },
    flush() {
      for (const [key, last] of changed) write(key, last);
      if (lasts.size > MOST_KEYS) lasts.clear();
    },
    discard() {
      lasts.clear();
      changed.clear();
    },
  };
}

function toRun(row: Row | undefined): SlotRun | undefined {
  return row && { from: integer(row, 0), until: integer(row, 1) };
}

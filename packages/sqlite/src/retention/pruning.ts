import { isFinal, isMessageSid, isMessageStatus } from "@repartee/protocol";
import { dayIn } from "@repartee/send-core";
import type { Database, Row } from "../engine/database.ts";
import type { Commit } from "../engine/group-commit.ts";
import { integer, text } from "../engine/read-row.ts";
import type { EventLog } from "../messages/event-log.ts";
import type { LiveMessages } from "../messages/live-messages.ts";
import {
  deleteExchanges,
  deleteExpiredCookies,
  deleteListed,
  deletePlaces,
  deleteQuotaDays,
  deleteRecords,
  deleteSticky,
  selectOldest,
} from "../sql/prune.ts";

/** Which part of the data a batch goes through. Times are milliseconds since the epoch. */
export interface PruneBatch {
  /** What was last changed before this is removed, if its work is finished. */
  readonly before: number;
  /** Where the batch before this one has ended; 0 at first. */
  readonly after: number;
  readonly now: number;
  /** How many records of each kind it may remove. Default: 20. */
  readonly size?: number | undefined;
}

export interface PrunedBatch {
  /** Records that were removed: messages, exchanges, alerts and account events. */
  readonly removed: number;
  /** Where the next batch begins; `undefined` when there is nothing more to remove. */
  readonly next: number | undefined;
}

/** Removes old data a little at a time, so that nothing else waits for it for long. */
export interface Pruning {
  /**
   * Removes the oldest messages with everything that belongs to them, and what else is as old as they
   * are: exchanges, alerts, account events, cookies, and senders that a service remembers for a
   * recipient and has not used since. Daily allowances go when their day is over. What is queued, scheduled, being sent or received, or has a status callback to be posted, is
   * never removed; what removed messages have cost still counts as used.
   */
  pruneBatch(batch: PruneBatch): Promise<PrunedBatch>;
  /** Bytes that the data takes, without room that is free in its file. */
  usedBytes(): number;
  /** Gives a little free room back to the disk. Returns whether there is more of it. */
  shrink(): Promise<boolean>;
}

export interface PruningParts {
  readonly db: Database;
  readonly commit: Commit;
  readonly live: LiveMessages;
  readonly events: EventLog;
}

/** Pages, of 4 kB each. */
const SHRINK_PAGES = 50;
/** Pages that stay free, for what comes next. */
const SPARE_PAGES = 250;
/** After this, a carrier sends no receipt any more: `sent` is the end. */
const RECEIPTS_END_MS = 7 * 24 * 60 * 60 * 1000;

/** After this, a day is over in every time zone. */
const DAYS_END_MS = 2 * 24 * 60 * 60 * 1000;

export function createPruning({ db, commit, live, events }: PruningParts): Pruning {
  const pragma = (name: string) => integer(db.prepare(`pragma ${name}`).get() ?? [], 0);

  function removeMessages(rows: readonly Row[]): void {
    if (rows.length === 0) return;
    // What they did within this transaction is to go with them.
    events.flush();
    const ids = JSON.stringify(rows.map((row) => integer(row, 0)));
    for (const sql of deleteListed) db.prepare(sql).run(ids);
    for (const row of rows) {
      const sid = text(row, 1);
      if (isMessageSid(sid)) live.forget(sid);
    }
  }

  return {
    pruneBatch: ({ before, after, now, size = 20 }) =>
      commit(() => {
        const oldest = db.prepare(selectOldest).all(after, size);
        const last = oldest.at(-1);
        const hasMore = oldest.length === size && last !== undefined && createdOf(last) < before;
        const rows = oldest.filter((row) => isRemovable(row, before, now));
        removeMessages(rows);

        // Exchanges and alerts go with the messages of their time.
        const until = hasMore ? Math.min(before, createdOf(last)) : before;
        const counts = [
          db.prepare(deleteExchanges).all(size, until, now).length,
          ...deleteRecords.map((sql) => db.prepare(sql).all(size, until).length),
        ];
        const removed = counts.reduce((sum, count) => sum + count, rows.length);
        const forgotten = db.prepare(deleteSticky).all(size, until).length;
        const isDone = !hasMore && [...counts, forgotten].every((count) => count < size);
        if (isDone) {
          db.prepare(deletePlaces).run();
          db.prepare(deleteExpiredCookies).run(now);
          db.prepare(deleteQuotaDays).run(dayIn("UTC", now - DAYS_END_MS));
        }
        const end = last ? integer(last, 0) : after;
        return { removed, next: isDone ? undefined : end };
      }),
    usedBytes: () => (pragma("page_count") - pragma("freelist_count")) * pragma("page_size"),
    async shrink() {
      const surplus = pragma("freelist_count") - SPARE_PAGES;
      // A file of an earlier version cannot shrink until it is rewritten.
      if (surplus <= 0 || pragma("auto_vacuum") !== 2) return false;
      const pages = Math.min(surplus, SHRINK_PAGES);
      await commit(() => db.exec(`pragma incremental_vacuum(${pages})`));
      return surplus > pages;
    },
  };
}

function createdOf(row: Row): number {
  return integer(row, 3);
}

function isRemovable(row: Row, before: number, now: number): boolean {
  const status = text(row, 2);
  const updated = integer(row, 4);
  const isAwaited = integer(row, 5) === 1;
  if (updated >= before || isAwaited || !isMessageStatus(status)) return false;
  const hasLeft = status === "sent" || status === "partially_delivered";
  return isFinal(status) || (hasLeft && updated < now - RECEIPTS_END_MS);
}

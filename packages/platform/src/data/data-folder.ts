import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type AccountSid, isMessageSid, isSid, ReparteeError } from "@repartee/protocol";
import {
  explainMessage,
  exportOptOuts,
  importOptOuts,
  type TimelineEntry,
} from "@repartee/send-core";
import type { Recovery, SqliteStore } from "@repartee/sqlite";
import { type DataReport, examineData, openSqliteStore, recoverData } from "@repartee/sqlite";
import { keepWithin } from "../retention/keep-within.ts";
import type { Retention } from "../retention/retention-limits.ts";
import { makeDataFolder } from "./make-data-folder.ts";

/** What a platform has kept, read while none runs on it. */
export interface DataFolder {
  /** Everything that happened to a message, oldest first; `undefined` when there is no such message. */
  explain(sid: string): Promise<readonly TimelineEntry[] | undefined>;
  /** Who has opted out, as CSV. @param accountSid default: the folder's own account. */
  exportOptOuts(accountSid?: AccountSid): AsyncIterable<string>;
  /** Adds a CSV to the list, all or nothing. Returns how many entries are new. */
  importOptOuts(csv: string, accountSid?: AccountSid): Promise<number>;
  /** Bytes of the database file and its log. */
  size(): Promise<number>;
  /**
   * Removes what is too old or too much, and makes the file as small as can be. Unfinished work and
   * configuration stay. Returns how many records were removed.
   */
  prune(retention: Retention): Promise<number>;
  close(): Promise<void>;
}

/** The file in a data folder that holds everything. */
export function databaseFile(dataDir: string): string {
  return join(dataDir, "repartee.db");
}

/**
 * Opens the data folder of a platform that does not run.
 *
 * @throws ReparteeError `data_missing` when there is none; `data_in_use` while a platform runs on it;
 * what else keeps it from being read.
 */
export function openDataFolder(dataDir: string): DataFolder {
  const file = databaseFile(dataDir);
  if (!existsSync(file)) {
    throw new ReparteeError("data_missing", `There is no ${file}: no platform has run there.`);
  }
  const store = openSqliteStore({ file });
  return {
    explain: (sid) => explain(store, sid),
    async *exportOptOuts(accountSid) {
      yield* exportOptOuts(store.optOuts, accountSid ?? (await ownAccount(store)));
    },
    async importOptOuts(csv, accountSid) {
      return importOptOuts(store.optOuts, accountSid ?? (await ownAccount(store)), csv);
    },
    size: async () => sizeOf(file) + sizeOf(`${file}-wal`),
    async prune(retention) {
      const removed = await keepWithin(store, retention, {
        now: Date.now,
        stopwatch: () => performance.now(),
        pause: async () => {},
      });
      await store.compact();
      return removed;
    },
    close: store.close,
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Examines a data folder that no platform runs on: reads all of it, and changes nothing. */
export function examineDataFolder(dataDir: string): DataReport {
  return examineData(databaseFile(dataDir));
}

/**
 * Copies what is readable of a damaged data folder into a new one, and leaves the damaged one as it is.
 *
 * @throws ReparteeError `data_exists` when the new one has data already; `data_corrupt` when nothing
 * can be read.
 */
export async function recoverDataFolder(dataDir: string, target: string): Promise<Recovery> {
  await makeDataFolder(target);
  return recoverData(databaseFile(dataDir), databaseFile(target));
}

async function explain(
  store: SqliteStore,
  sid: string,
): Promise<readonly TimelineEntry[] | undefined> {
  const message = isMessageSid(sid) ? await store.message(sid) : undefined;
  if (!message) return undefined;
  return explainMessage({
    message,
    events: await store.events(message.sid),
    notes: await store.notes(message.sid),
    callbacks: await store.callbackDeliveries(message.sid),
  });
}

async function ownAccount({ settings }: SqliteStore): Promise<AccountSid> {
  const sid = await settings.get("account_sid");
  if (isSid(sid, "AC")) return sid;
  throw new ReparteeError("data_invalid", "The data folder has no account of its own: name one.");
}

import type { AlertStore, CookieStore, ExchangeStore } from "@repartee/runtime";
import type { AccountEvents, Configuration, FeedbackStore, Store } from "@repartee/send-core";
import { createAcceptance } from "./accept-message.ts";
import { createAccountEventStore } from "./account-event-store.ts";
import { createAlertStore } from "./alert-store.ts";
import { createCallbackQueue } from "./callback-queue.ts";
import { createChanging } from "./change-messages.ts";
import { createConfiguration } from "./config/configuration.ts";
import { createFeedbackStore } from "./config/feedback-store.ts";
import { createResources } from "./config/resources.ts";
import { createCookieStore } from "./cookie-store.ts";
import { type Database, openDatabase } from "./database.ts";
import { createDispatchQueue } from "./dispatch-queue.ts";
import { createEventLog } from "./event-log.ts";
import { createExchangeStore } from "./exchange-store.ts";
import { compact } from "./files/compact.ts";
import { examineHealth, type StoreHealth } from "./files/examine-health.ts";
import { createFinding } from "./find-messages.ts";
import { createGroupCommit } from "./group-commit.ts";
import { createHandsetCopies } from "./handset-copies.ts";
import { createMediaKeeping } from "./keep-media.ts";
import { createLiveMessages } from "./live-messages.ts";
import { migrate } from "./migrate.ts";
import { createMoveNow } from "./move-messages.ts";
import { createOptOutList } from "./opt-out-list.ts";
import { createReserve } from "./reserve.ts";
import { createPruning, type Pruning } from "./retention/pruning.ts";
import { createSettings, type Settings } from "./settings.ts";
import { createSlotCalendar } from "./slot-calendar.ts";
import { releaseCallbacks } from "./sql/callback.ts";
import { releaseMessages } from "./sql/dispatch.ts";

export interface SqliteStoreOptions {
  /** The database file; made when it is not there. Its folder must be. */
  readonly file: string;
  /** Bytes to which the file may grow, its log not counted; then `data_full`. Default: the disk's. */
  readonly maxBytes?: number | undefined;
}

/** Everything of one platform in one file. */
export interface SqliteStore extends Store {
  readonly configuration: Configuration;
  readonly accountEvents: AccountEvents;
  readonly feedback: FeedbackStore;
  readonly exchanges: ExchangeStore;
  readonly alerts: AlertStore;
  readonly cookies: CookieStore;
  readonly settings: Settings;
  /** Removes old data step by step. */
  readonly retention: Pruning;
  /** Can it store more? Writes to the file to find out. */
  health(): Promise<StoreHealth>;
  /**
   * Rewrites the whole file, so that it is as small as can be and holds nothing of what was removed.
   * Nothing else runs while it does: a second for every few hundred megabytes.
   */
  compact(): Promise<void>;
  /** Writes what still waits and closes the file. */
  close(): Promise<void>;
}

/**
 * Opens the store for this process alone, and brings its schema up to date. Work that an earlier
 * process held when it ended can be taken again at once.
 *
 * @throws ReparteeError `data_in_use` when another process has the file open; `data_too_new` when a
 * newer version has written it; `data_full`, `data_corrupt` or `data_unwritable` when it cannot be
 * used, as every call may later.
 */
export function openSqliteStore({ file, maxBytes }: SqliteStoreOptions): SqliteStore {
  const db = openDatabase(file, { maxBytes });
  try {
    migrate(db);
    db.exec(`begin immediate; ${releaseMessages}; ${releaseCallbacks}; commit`);
  } catch (error) {
    closeDamaged(db);
    throw error;
  }
  let isOpen = true;
  const live = createLiveMessages(db);
  const calendar = createSlotCalendar(db);
  const events = createEventLog(db);
  const resources = createResources(db);
  const commit = createGroupCommit(db, [live, calendar, events, resources]);
  const writing = { db, events };
  const moveNow = createMoveNow(writing, live);
  return {
    ...createAcceptance({ writing, commit, reserve: createReserve(db, calendar), moveNow }),
    ...createChanging({ writing, commit, live, moveNow }),
    ...createFinding(db),
    ...createMediaKeeping(db, commit),
    ...createHandsetCopies(db),
    ...createDispatchQueue({ writing, commit, live, calendar, moveNow }),
    ...createCallbackQueue(db, commit),
    optOuts: createOptOutList(db, commit),
    configuration: createConfiguration(resources, commit),
    accountEvents: createAccountEventStore(db, commit),
    feedback: createFeedbackStore(db, commit),
    exchanges: createExchangeStore(db, commit),
    alerts: createAlertStore(db, commit),
    cookies: createCookieStore(db, commit),
    settings: createSettings(db, commit),
    retention: createPruning({ db, commit, live, events }),
    health: () => examineHealth(db, commit, file),
    async compact() {
      commit.flush();
      compact(db);
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      commit.flush();
      db.close();
    },
  };
}

// A damaged file may not even close; why it was not opened says more.
function closeDamaged(db: Database): void {
  try {
    db.close();
  } catch {}
}

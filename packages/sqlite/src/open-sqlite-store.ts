import type { AlertStore, CookieStore, ExchangeStore } from "@repartee/runtime";
import type { AccountEvents, Configuration, FeedbackStore, Store } from "@repartee/send-core";
import { createConfiguration } from "./config/configuration.ts";
import { createFeedbackStore } from "./config/feedback-store.ts";
import { createResources } from "./config/resources.ts";
import { type Database, openDatabase } from "./engine/database.ts";
import { examineHealth, type StoreHealth } from "./engine/examine-health.ts";
import { createGroupCommit } from "./engine/group-commit.ts";
import { migrate } from "./engine/migrate.ts";
import { compact } from "./files/compact.ts";
import { createAcceptance } from "./messages/accept-message.ts";
import { createChanging } from "./messages/change-messages.ts";
import { createChangeStatus } from "./messages/change-status.ts";
import { createEventLog } from "./messages/event-log.ts";
import { createFinding } from "./messages/find-messages.ts";
import { createHandsetCopies } from "./messages/handset-copies.ts";
import { createLiveMessages } from "./messages/live-messages.ts";
import { createMediaStore } from "./messages/store-media.ts";
import { createCallbackQueue } from "./queues/callback-queue.ts";
import { createDispatchQueue } from "./queues/dispatch-queue.ts";
import { createPruning, type Pruning } from "./retention/pruning.ts";
import { createReserve } from "./slots/reserve.ts";
import { createSlotCalendar } from "./slots/slot-calendar.ts";
import { releaseCallbacks } from "./sql/callback.ts";
import { releaseMessages } from "./sql/dispatch.ts";
import { createAccountEventStore } from "./stores/account-event-store.ts";
import { createAlertStore } from "./stores/alert-store.ts";
import { createCookieStore } from "./stores/cookie-store.ts";
import { createExchangeStore } from "./stores/exchange-store.ts";
import { createOptOutList } from "./stores/opt-out-list.ts";
import { createSettings, type Settings } from "./stores/settings.ts";

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
  const moveNow = createChangeStatus(writing, live);
  return {
    ...createAcceptance({ writing, commit, reserve: createReserve(db, calendar), moveNow }),
    ...createChanging({ writing, commit, live, moveNow }),
    ...createFinding(db),
    ...createMediaStore(db, commit),
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

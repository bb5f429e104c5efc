import type { ClaimStore, WebhookResponse } from "@repartee/webhook";
import { type Database, openDatabase } from "../engine/database.ts";
import { createGroupCommit } from "../engine/group-commit.ts";
import { text } from "../engine/read-row.ts";

export interface WebhookClaimsOptions {
  /** The database file, of its own for this; made when it is not there. Its folder must be. */
  readonly file: string;
  /**
   * Milliseconds for which a finished delivery is remembered.
   *
   * @defaultValue 24 hours
   */
  readonly keepMs?: number | undefined;
  /** The time in milliseconds since the epoch. */
  readonly now?: (() => number) | undefined;
}

/** Claims that outlive the process. */
export interface WebhookClaims extends ClaimStore {
  /** Writes what still waits and closes the file. */
  close(): Promise<void>;
}

const DAY = 24 * 60 * 60 * 1000;
/** Settled claims between two times that old ones are dropped. */
const SWEEP_EVERY = 1_000;

const schema = `create table if not exists claim (
  key text primary key,
  response text,
  at integer not null
) without rowid`;
const insertClaim = "insert into claim (key, at) values (?, ?) on conflict (key) do nothing";
const settleClaim = "update claim set response = ?, at = ? where key = ?";
const selectResponse =
  "select response from claim where key = ? and response is not null and at > ?";
const deleteClaim = "delete from claim where key = ?";
const deleteOld = "delete from claim where at <= ?";
// Nobody but this process has the file open, so who left a claim without an answer has died.
const deleteUnfinished = "delete from claim where response is null";

/**
 * Opens a store of webhook claims for this process alone: each delivery is handled once, also over
 * a restart. One that was being handled when the process died may be handled again.
 *
 * @throws ReparteeError `data_in_use` when another process has the file open.
 * @example
 * inbound({ authToken, publicUrl, claims: openWebhookClaims({ file: "claims.db" }) }, answer);
 */
export function openWebhookClaims({
  file,
  keepMs = DAY,
  now = Date.now,
}: WebhookClaimsOptions): WebhookClaims {
  const db = openDatabase(file);
  db.exec(`${schema}; ${deleteUnfinished}`);
  db.prepare(deleteOld).run(now() - keepMs);
  db.exec("pragma incremental_vacuum");
  const commit = createGroupCommit(db);
  const running = new Map<string, Promise<void>>();
  let settled = 0;

  return {
    async claim(key) {
      const done = running.get(key);
      if (done) return { kind: "running", done };
      const response = find(db, key, now() - keepMs);
      if (response) return { kind: "finished", response };

      // At once, before anything is awaited: the claim must be seen by the next caller.
      let finish = () => {};
      running.set(
        key,
        new Promise((resolve) => {
          finish = resolve;
        }),
      );
      const end = () => {
        running.delete(key);
        finish();
      };
      try {
        await commit(() => {
          db.prepare(deleteClaim).run(key); // One that has outlived its time.
          db.prepare(insertClaim).run(key, now());
        });
      } catch (error) {
        end();
        throw error;
      }
      return {
        kind: "claimed",
        settle: (response) =>
          commit(() => {
            db.prepare(settleClaim).run(JSON.stringify(response), now(), key);
            settled += 1;
            if (settled % SWEEP_EVERY === 0) db.prepare(deleteOld).run(now() - keepMs);
          }).finally(end),
        release: () => commit(() => void db.prepare(deleteClaim).run(key)).finally(end),
      };
    },
    async close() {
      commit.flush();
      db.close();
    },
  };
}

function find(db: Database, key: string, after: number): WebhookResponse | undefined {
  const row = db.prepare(selectResponse).get(key, after);
  return row && JSON.parse(text(row, 0));
}

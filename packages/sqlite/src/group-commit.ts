import type { Database } from "./database.ts";

/** Runs a piece of work within a transaction; the promise resolves once that is on disk. */
export type Commit = <T>(work: () => T) => Promise<T>;

/** Keeps something in memory that belongs to the open transaction. */
export interface Participant {
  /** Writes it: the transaction is about to be committed. */
  flush(): void;
  /** Forgets it: the transaction was rolled back. */
  discard(): void;
}

interface Entry {
  /** Does the work; returns how to tell its caller that it is on disk. */
  readonly run: () => () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Makes a group commit: what arrives in one turn of the event loop shares one transaction and one
 * write to disk. Work is synchronous and touches nothing but the database, so that it can be run
 * again: when one of a group throws, each is run in a transaction of its own.
 */
export function createGroupCommit(
  db: Database,
  participants: readonly Participant[] = [],
): Commit & { flush(): void } {
  let waiting: Entry[] = [];

  function transaction(entries: readonly Entry[]): void {
    let done: (() => void)[];
    db.exec("begin immediate");
    try {
      done = entries.map((entry) => entry.run());
      for (const participant of participants) participant.flush();
      db.exec("commit");
    } catch (error) {
      undo();
      throw error;
    }
    for (const tell of done) tell();
  }

  function undo(): void {
    for (const participant of participants) participant.discard();
    try {
      db.exec("rollback");
    } catch {
      // Some failures (a full disk) have rolled back already; the first error says what it was.
    }
  }

  function alone(entry: Entry): void {
    try {
      transaction([entry]);
    } catch (error) {
      entry.fail(error);
    }
  }

  function flush(): void {
    const entries = waiting;
    waiting = [];
    if (entries.length === 0) return;
    try {
      transaction(entries);
    } catch (error) {
      if (entries.length === 1) entries[0]?.fail(error);
      else for (const entry of entries) alone(entry);
    }
  }

  const commit: Commit = (work) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({
        run() {
          const result = work();
          return () => resolve(result);
        },
        fail: reject,
      });
    });
  return Object.assign(commit, { flush });
}

import type { Database } from "./database.ts";

/** Runs a piece of work within a transaction; the promise resolves once that is on disk. */
export type Commit = <T>(work: () => T) => Promise<T>;

/** A commit that others may wait for. */
export interface GroupCommit extends Commit {
  /**
   * For work that nobody waits for: it takes part in the next transaction of others, or in one of its
   * own some turns later. An idle process takes those turns at once, a busy one gathers more.
   */
  readonly patiently: Commit;
  /** Commits at once what has arrived. */
  flush(): void;
}

const PATIENCE = 8;

/** Keeps something in memory that belongs to the open transaction. */
export interface Participant {
  /** Writes it: the transaction is about to be committed. */
  flush(): void;
  /** Forgets it: the transaction was rolled back. */
  discard(): void;
  /** The transaction is on disk. Default: nothing happens. */
  committed?(): void;
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
): GroupCommit {
  let waiting: Entry[] = [];
  let isEager = false;
  /** The files were not in their place after the last commit. */
  let hasMoved = false;

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
    for (const participant of participants) participant.committed?.();
    // Nothing is acknowledged that a restart would not find.
    hasMoved = !isInPlace(entries);
    if (!hasMoved) for (const tell of done) tell();
  }

  function isInPlace(entries: readonly Entry[]): boolean {
    try {
      db.verify();
      return true;
    } catch (error) {
      for (const entry of entries) entry.fail(error);
      return false;
    }
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
    isEager = false;
    if (entries.length === 0) return;
    if (hasMoved && !isInPlace(entries)) return;
    try {
      transaction(entries);
    } catch (error) {
      if (entries.length === 1) entries[0]?.fail(error);
      else for (const entry of entries) alone(entry);
    }
  }

  function join<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      waiting.push({
        run() {
          const result = work();
          return () => resolve(result);
        },
        fail: reject,
      });
    });
  }

  /** Counts turns down, unless a flush has come before. */
  function flushIn(turns: number): void {
    if (waiting.length === 0) return;
    if (turns === 0) flush();
    else setImmediate(flushIn, turns - 1);
  }

  const commit: Commit = (work) => {
    if (!isEager) setImmediate(flush);
    isEager = true;
    return join(work);
  };
  const patiently: Commit = (work) => {
    if (waiting.length === 0) setImmediate(flushIn, PATIENCE);
    return join(work);
  };
  return Object.assign(commit, { patiently, flush });
}

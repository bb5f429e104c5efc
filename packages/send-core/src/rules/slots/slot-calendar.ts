/** What one message takes of one limit. Times are whole microseconds, so that they add up exactly. */
export interface LimitUse {
  /** Names the limit: a sender, an account, a campaign at a carrier. */
  readonly key: string;
  /** Microseconds of the limit's smallest item, one segment or one MMS. */
  readonly unit: number;
  /** Microseconds that this message occupies it. */
  readonly cost: number;
}

/** Time that is taken: from inclusive, until exclusive, microseconds since the epoch. */
export interface SlotRun {
  readonly from: number;
  readonly until: number;
}

/**
 * The reserved time of each limit, as runs that neither touch nor overlap. A store keeps it, and calls
 * `findSlot` within the transaction that stores the message.
 */
export interface SlotCalendar {
  /** The run that begins last. */
  last(key: string): SlotRun | undefined;
  /** The last run that begins at or before this time. */
  at(key: string, time: number): SlotRun | undefined;
  /** The first run that begins after this time. */
  after(key: string, time: number): SlotRun | undefined;
  add(key: string, run: SlotRun): void;
  change(key: string, run: SlotRun, changed: SlotRun): void;
  remove(key: string, run: SlotRun): void;
  /** Removes the runs that end at or before this time. */
  forget(key: string, until: number): void;
  /** Removes all runs. */
  clear(key: string): void;
}

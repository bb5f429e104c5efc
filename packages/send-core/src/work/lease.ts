import type { Clock } from "../ports/clock.ts";
import type { Store } from "../ports/storage/store.ts";

/** Milliseconds after which work of an owner that is gone is taken again. */
const LEASE_MS = 30_000;

/** Holds what this process has taken for as long as it works on it. */
export interface Lease {
  readonly owner: string;
  /** Until when something taken now is held. */
  until(): number;
  /** Keeps the leases alive while the work is under way. */
  hold<T>(work: Promise<T>): Promise<T>;
  close(): void;
}

/** Makes the lease of one owner, renewed by a heartbeat at a third of its time. */
export function createLease(owner: string, { store, clock, onError }: LeaseParts): Lease {
  let held = 0;
  let stop: (() => void) | undefined;

  function beat(): void {
    stop = clock.at(clock.now() + LEASE_MS / 3, () => {
      stop = undefined;
      if (held === 0) return;
      store.renewLeases(owner, clock.now() + LEASE_MS).catch(onError);
      beat();
    });
  }

  return {
    owner,
    until: () => clock.now() + LEASE_MS,
    async hold(work) {
      held += 1;
      if (!stop) beat();
      try {
        return await work;
      } finally {
        held -= 1;
      }
    },
    close() {
      stop?.();
      stop = undefined;
    },
  };
}

export interface LeaseParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

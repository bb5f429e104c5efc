import type { Observer } from "../ports/observer.ts";
import type { CallbackJob } from "../ports/storage/callback-queue.ts";
import type { Store } from "../ports/storage/store.ts";
import { createDueTimer, type DueTimer } from "../work/due-timer.ts";
import type { Lease } from "../work/lease.ts";
import { type OneAtATime, oneAtATime } from "../work/one-at-a-time.ts";
import { retryUntilDone } from "../work/retry-until-done.ts";
import { type PostCallbackParts, postCallback } from "./post-callback.ts";

/** Tells apps about the moves of their messages. */
export interface StatusCallbacks {
  /** A callback waits for this destination. */
  wake(destination: string): void;
  /** Takes up what an earlier run has left. */
  start(): Promise<void>;
  /** Takes no more, and waits for the posts under way. */
  close(): Promise<void>;
}

export interface StatusCallbacksParts extends PostCallbackParts {
  readonly store: Store;
  readonly lease: Lease;
  readonly observer: Observer;
  readonly onError: (error: unknown) => void;
}

// One slow app must not take all sockets.
const MAX_PER_DESTINATION = 40;
// Taken at once, since taking is a write to disk.
const TAKEN_AHEAD = 200;

interface Queue {
  readonly timer: DueTimer;
  readonly taking: OneAtATime;
  /** Taken, and waiting for one under way to end. */
  readonly ready: CallbackJob[];
  readonly underWay: Set<Promise<void>>;
}

/** Makes the posting of status callbacks: a queue per destination, a retry as a job. */
export function createStatusCallbacks(parts: StatusCallbacksParts): StatusCallbacks {
  const { store, clock, lease, observer, onError } = parts;
  const queues = new Map<string, Queue>();
  const closing = new AbortController();
  const persistence = { clock, signal: closing.signal, onError };
  let started = false;

  function queueOf(destination: string): Queue {
    const known = queues.get(destination);
    if (known) return known;
    const taking = oneAtATime(async () => {
      await retryUntilDone(() => take(destination, queue), persistence);
    });
    const queue: Queue = {
      taking,
      timer: createDueTimer(clock, taking.ask),
      ready: [],
      underWay: new Set(),
    };
    queues.set(destination, queue);
    return queue;
  }

  async function take(destination: string, queue: Queue): Promise<void> {
    const { ready, underWay, timer } = queue;
    // While enough wait here, whichever post ends next asks again.
    if (ready.length >= MAX_PER_DESTINATION || closing.signal.aborted) return;
    const now = clock.now();
    const jobs = await store.takeCallbacks({
      destination,
      now,
      limit: TAKEN_AHEAD - ready.length - underWay.size,
      owner: lease.owner,
      leaseUntil: lease.until(),
    });
    ready.push(...jobs);
    post(queue);
    const next = await store.nextCallback({ destination, after: now });
    if (next !== undefined) timer.wake(next);
  }

  function post(queue: Queue): void {
    const { ready, underWay, taking } = queue;
    while (underWay.size < MAX_PER_DESTINATION && !closing.signal.aborted) {
      const job = ready.shift();
      if (!job) return;
      const work = lease.hold(finish(job)).then(() => {
        underWay.delete(work);
        post(queue);
        taking.ask();
      });
      underWay.add(work);
    }
  }

  /** Posts and logs. */
  async function finish(job: CallbackJob): Promise<void> {
    const posted = await retryUntilDone(() => postCallback(job, parts), persistence);
    // Broken off: nothing more can be posted, and the next run takes it again.
    if (!posted) return closing.abort();
    const { delivery, retryAt } = posted;
    await retryUntilDone(() => store.finishCallback(job, delivery, retryAt), persistence);
    observer.calledBack?.(job.message, delivery);
  }

  return {
    wake(destination) {
      if (started) queueOf(destination).taking.ask();
    },
    async start() {
      started = true;
      for (const { destination, dueAt } of await store.callbackDestinations()) {
        queueOf(destination).timer.wake(dueAt);
      }
    },
    async close() {
      closing.abort();
      for (const { timer, taking, underWay } of queues.values()) {
        timer.cancel();
        await taking.idle();
        await Promise.all(underWay);
      }
    },
  };
}

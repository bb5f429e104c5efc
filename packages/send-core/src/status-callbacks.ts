import { toStatusEventFields } from "@repartee/protocol";
import { createDueTimer, type DueTimer } from "./due-timer.ts";
import type { Lease } from "./lease.ts";
import type { AccountDirectory } from "./ports/account-directory.ts";
import type { CallbackOutcome, CallbackPoster } from "./ports/callback-poster.ts";
import type { CallbackJob } from "./ports/callback-queue.ts";
import type { Clock } from "./ports/clock.ts";
import type { Store } from "./ports/store.ts";

/** Tells apps about the moves of their messages. */
export interface StatusCallbacks {
  /** A callback waits for this destination. */
  wake(destination: string): void;
  /** Takes up what an earlier run has left. */
  start(): Promise<void>;
  /** Takes no more, and waits for the posts under way. */
  close(): Promise<void>;
}

export interface StatusCallbacksParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly accounts: AccountDirectory;
  readonly poster: CallbackPoster;
  readonly lease: Lease;
  readonly onError: (error: unknown) => void;
}

// One slow app must not take all sockets.
const MAX_PER_DESTINATION = 10;
const RETRY_MS = 1_000;
const MAX_ATTEMPTS = 2;
// The platform's default policy repeats only what failed before a connection came about.
const connectFaults: ReadonlySet<number | null> = new Set([11201, 11202, 11220]);

interface Queue {
  readonly timer: DueTimer;
  readonly underWay: Set<Promise<void>>;
  taking: boolean;
  /** Woken while taking: look once more. */
  again: boolean;
}

/** Makes the posting of status callbacks: a queue per destination, a retry as a job. */
export function createStatusCallbacks(parts: StatusCallbacksParts): StatusCallbacks {
  const { store, clock, lease, onError } = parts;
  const queues = new Map<string, Queue>();
  let started = false;
  let closed = false;

  function queueOf(destination: string): Queue {
    const known = queues.get(destination);
    if (known) return known;
    const queue: Queue = {
      timer: createDueTimer(clock, () => pump(destination, queue)),
      underWay: new Set(),
      taking: false,
      again: false,
    };
    queues.set(destination, queue);
    return queue;
  }

  function pump(destination: string, queue: Queue): void {
    if (closed) return;
    if (queue.taking) {
      queue.again = true;
      return;
    }
    const limit = MAX_PER_DESTINATION - queue.underWay.size;
    if (limit <= 0) return;
    queue.taking = true;
    queue.again = false;
    take(destination, queue, limit)
      .catch((error) => {
        onError(error);
        queue.timer.wake(clock.now() + RETRY_MS);
      })
      .finally(() => {
        queue.taking = false;
        if (queue.again) pump(destination, queue);
      });
  }

  async function take(destination: string, queue: Queue, limit: number): Promise<void> {
    const jobs = await store.takeCallbacks({
      destination,
      now: clock.now(),
      limit,
      owner: lease.owner,
      leaseUntil: lease.until(),
    });
    for (const job of jobs) {
      const work = lease
        .hold(postCallback(job, parts))
        .then((retryAt) => {
          if (retryAt !== null) queue.timer.wake(retryAt);
        })
        .catch(onError)
        .finally(() => {
          queue.underWay.delete(work);
          pump(destination, queue);
        });
      queue.underWay.add(work);
    }
  }

  return {
    wake(destination) {
      if (started) pump(destination, queueOf(destination));
    },
    async start() {
      started = true;
      for (const { destination, dueAt } of await store.callbackDestinations()) {
        queueOf(destination).timer.wake(dueAt);
      }
    },
    async close() {
      closed = true;
      for (const { timer } of queues.values()) timer.cancel();
      await Promise.all([...queues.values()].flatMap(({ underWay }) => [...underWay]));
    },
  };
}

/** Posts one callback and logs the attempt; returns when to repeat it, if at all. */
async function postCallback(job: CallbackJob, parts: StatusCallbacksParts): Promise<number | null> {
  const { message, event, attempt } = job;
  const { statusCallback } = message;
  const { httpStatus, errorCode } = statusCallback
    ? await post(job, statusCallback, parts)
    : { httpStatus: null, errorCode: null };
  const now = parts.clock.now();
  const isRetry = httpStatus === null && connectFaults.has(errorCode) && attempt < MAX_ATTEMPTS;
  const retryAt = isRetry ? now + RETRY_MS : null;
  const delivery = {
    messageSid: message.sid,
    status: event.status,
    url: statusCallback?.url ?? "",
    attempt,
    at: now,
    httpStatus,
    errorCode,
  };
  await parts.store.finishCallback(job, delivery, retryAt);
  return retryAt;
}

async function post(
  { message, event }: CallbackJob,
  { url, method }: { readonly url: string; readonly method: "GET" | "POST" },
  { accounts, poster, onError }: StatusCallbacksParts,
): Promise<CallbackOutcome> {
  const account = await accounts.find(message.accountSid);
  if (!account) return { httpStatus: null, errorCode: 10001 };
  const isReceipt = event.status === "delivered" || event.status === "undelivered";
  const params = toStatusEventFields({
    messageSid: message.sid,
    accountSid: message.accountSid,
    messagingServiceSid: message.messagingServiceSid ?? undefined,
    from: message.from ?? "",
    to: message.to,
    status: event.status,
    errorCode: event.errorCode ?? undefined,
    receiptAt: isReceipt ? event.at : undefined,
  });
  try {
    return await poster.post({ url, method, params, authToken: account.authToken });
  } catch (error) {
    onError(error);
    return { httpStatus: null, errorCode: 11200 };
  }
}

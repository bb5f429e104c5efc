import type { MessageSid } from "@repartee/protocol";
import type { Message } from "../message.ts";
import type { DueMessage } from "../ports/storage/dispatch-queue.ts";
import { createDueTimer } from "../work/due-timer.ts";
import type { Lease } from "../work/lease.ts";
import { oneAtATime } from "../work/one-at-a-time.ts";
import { retryUntilDone } from "../work/retry-until-done.ts";
import { type SubmitMessageParts, submitMessage } from "./submit-message.ts";

/** Hands messages to the carrier when their slots come. */
export interface Dispatch {
  /** A message waits for this time. */
  wake(dueAt: number): void;
  /** Takes up what an earlier run has left, and begins. */
  start(): Promise<void>;
  /** Takes no more, and waits for what is under way. */
  close(): Promise<void>;
}

export interface DispatchParts extends SubmitMessageParts {
  readonly lease: Lease;
  /** Queues a scheduled message whose time has come. Returns when its slot is, if it has one. */
  readonly onScheduled: (message: Message) => Promise<number | undefined>;
}

// Bounds what one process holds in memory; the rest waits on disk.
const MAX_UNDER_WAY = 2_000;
const BATCH = 500;
// A message may go this much after its slot, so that slots close to each other share a transaction.
const SLACK_MS = 5;
// No receipt comes any more for what was sent longer ago.
const RECEIPT_MS = 24 * 60 * 60 * 1000;

/** Makes the dispatch: one timer to the next due slot, no polling. */
export function createDispatch(parts: DispatchParts): Dispatch {
  const { store, clock, carrier, moves, lease, onError } = parts;
  const underWay = new Map<MessageSid, Promise<void>>();
  const closing = new AbortController();
  const persistence = { clock, signal: closing.signal, onError };
  const draining = oneAtATime(async () => {
    await retryUntilDone(takeAll, persistence);
  });
  const timer = createDueTimer(clock, draining.ask);
  let started = false;
  let isFull = false;
  let lastTaken = 0;

  function wake(dueAt: number): void {
    if (started && !closing.signal.aborted) timer.wake(Math.max(dueAt, lastTaken + SLACK_MS));
  }

  async function takeAll(): Promise<void> {
    for (;;) {
      const limit = Math.min(BATCH, MAX_UNDER_WAY - underWay.size);
      isFull = limit <= 0;
      if (isFull || closing.signal.aborted) return;
      lastTaken = clock.now();
      const taken = await store.takeDue({
        now: lastTaken,
        limit,
        owner: lease.owner,
        leaseUntil: lease.until(),
        cause: `Its slot has come; handing it to ${carrier.name}.`,
        expiry: { cause: "Its validity period was over before its slot came.", errorCode: 30036 },
      });
      for (const moved of taken.expired) moves.announce(moved);
      for (const due of taken.due) begin(due);
      for (const message of taken.scheduled) work(message.sid, () => parts.onScheduled(message));
      if (!taken.hasMore) break;
    }
    const next = await store.nextDue();
    if (next !== undefined) wake(next);
  }

  function begin(due: DueMessage): void {
    const { message, event } = due;
    if (event) moves.announce({ message, event, callbackDestination: null });
    work(message.sid, (count) => {
      // From the second attempt on the carrier may have it already, as after a restart.
      return submitMessage(count === 1 ? due : { ...due, isInterrupted: true }, parts);
    });
  }

  function work(sid: MessageSid, task: (count: number) => Promise<number | undefined>): void {
    // It comes again when this process was too busy to renew its lease.
    if (underWay.has(sid)) return;
    const done = lease.hold(retryUntilDone(task, persistence)).then((dueAt) => {
      underWay.delete(sid);
      if (isFull) wake(clock.now());
      else if (dueAt !== undefined) wake(dueAt);
    });
    underWay.set(sid, done);
  }

  /** Messages that were sent, and whose receipts an earlier run did not get. */
  async function askForReceipts(): Promise<void> {
    if (!carrier.isIdempotent) return;
    let after: MessageSid | undefined;
    do {
      const since = clock.now() - RECEIPT_MS;
      const messages = await store.unanswered({ since, limit: BATCH, after });
      for (const message of messages) {
        begin({ message, event: null, attempt: 1, isInterrupted: true });
      }
      await Promise.all(messages.map(({ sid }) => underWay.get(sid)));
      after = messages.length === BATCH ? messages.at(-1)?.sid : undefined;
    } while (after !== undefined && !closing.signal.aborted);
  }

  return {
    wake,
    async start() {
      started = true;
      await askForReceipts();
      draining.ask();
    },
    async close() {
      closing.abort();
      timer.cancel();
      await draining.idle();
      await Promise.all(underWay.values());
    },
  };
}

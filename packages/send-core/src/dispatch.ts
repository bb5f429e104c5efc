import type { MessageSid } from "@repartee/protocol";
import { createDueTimer } from "./due-timer.ts";
import { type HandOverParts, handOver } from "./hand-over.ts";
import type { Lease } from "./lease.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { persistently } from "./persistently.ts";
import type { DueMessage } from "./ports/dispatch-queue.ts";

/** Hands messages to the carrier when their slots come. */
export interface Dispatch {
  /** A message waits for this time. */
  wake(dueAt: number): void;
  /** Takes up what an earlier run has left, and begins. */
  start(): Promise<void>;
  /** Takes no more, and waits for what is under way. */
  close(): Promise<void>;
}

export interface DispatchParts extends HandOverParts {
  readonly lease: Lease;
}

// Bounds what one process holds in memory; the rest waits on disk.
const MAX_UNDER_WAY = 2_000;
const BATCH = 500;
// A message may go this much after its slot, so that slots close to each other share a transaction.
const SLACK_MS = 5;

/** Makes the dispatch: one timer to the next due slot, no polling. */
export function createDispatch(parts: DispatchParts): Dispatch {
  const { store, clock, carrier, moves, lease, onError } = parts;
  const underWay = new Map<MessageSid, Promise<void>>();
  const closing = new AbortController();
  const persistence = { clock, signal: closing.signal, onError };
  const draining = oneAtATime(async () => {
    await persistently(takeAll, persistence);
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
      });
      for (const due of taken) begin(due);
      if (taken.length < limit) break;
    }
    const next = await store.nextDue();
    if (next !== undefined) wake(next);
  }

  function begin(due: DueMessage): void {
    const { sid } = due.message;
    // It comes again when this process was too busy to renew its lease.
    if (underWay.has(sid)) return;
    if (due.event) moves.announce({ message: due.message, event: due.event });
    const work = finish(due).then(() => {
      underWay.delete(sid);
      if (isFull) wake(clock.now());
    });
    underWay.set(sid, work);
  }

  async function finish(due: DueMessage): Promise<void> {
    // From the second attempt on the carrier may have it already, as after a restart.
    const attempt = (count: number) => handOver(count === 1 ? due : { ...due, event: null }, parts);
    await lease.hold(persistently(attempt, persistence));
  }

  /** Messages that were sent, and whose receipts an earlier run did not get. */
  async function askForReceipts(): Promise<void> {
    if (!carrier.isIdempotent) return;
    let after: MessageSid | undefined;
    do {
      const messages = await store.unanswered({ limit: BATCH, after });
      await Promise.all(messages.map((message) => finish({ message, event: null })));
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

import type { MessageSid } from "@repartee/protocol";
import { createDueTimer } from "./due-timer.ts";
import { handOver } from "./hand-over.ts";
import type { Lease } from "./lease.ts";
import type { MessageMoves } from "./message-moves.ts";
import type { Carrier } from "./ports/carrier.ts";
import type { Clock } from "./ports/clock.ts";
import type { DueMessage } from "./ports/dispatch-queue.ts";
import type { MediaSource } from "./ports/media-source.ts";
import type { Store } from "./ports/store.ts";

/** Hands messages to the carrier when their slots come. */
export interface Dispatch {
  /** A message waits for this time. */
  wake(dueAt: number): void;
  /** Takes up what an earlier run has left, and begins. */
  start(): Promise<void>;
  /** Takes no more, and waits for what is under way. */
  close(): Promise<void>;
}

export interface DispatchParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly carrier: Carrier;
  readonly mediaSource: MediaSource;
  readonly moves: MessageMoves;
  readonly lease: Lease;
  readonly onError: (error: unknown) => void;
}

// Bounds what one process holds in memory; the rest waits on disk.
const MAX_UNDER_WAY = 2_000;
const BATCH = 500;
// A message may go this much after its slot, so that slots close to each other share a transaction.
const SLACK_MS = 5;
const RETRY_MS = 1_000;

/** Makes the dispatch: one timer to the next due slot, no polling. */
export function createDispatch(parts: DispatchParts): Dispatch {
  const { store, clock, carrier, moves, lease, onError } = parts;
  const underWay = new Map<MessageSid, Promise<void>>();
  let started = false;
  let closed = false;
  let draining: Promise<void> | undefined;
  let lastDrain = 0;
  const timer = createDueTimer(clock, drain);

  function wake(dueAt: number): void {
    if (started && !closed) timer.wake(Math.max(dueAt, lastDrain + SLACK_MS));
  }

  function drain(): void {
    // A drain that is under way looks for the next due time itself when it ends.
    if (closed || draining) return;
    lastDrain = clock.now();
    draining = takeAll()
      .catch((error) => {
        onError(error);
        timer.wake(clock.now() + RETRY_MS);
      })
      .finally(() => {
        draining = undefined;
      });
  }

  async function takeAll(): Promise<void> {
    for (;;) {
      const limit = Math.min(BATCH, MAX_UNDER_WAY - underWay.size);
      // Full: whichever message ends next wakes the timer.
      if (limit <= 0 || closed) return;
      const taken = await store.takeDue({
        now: clock.now(),
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
    // Its lease ran out while this process was too busy to renew it.
    if (underWay.has(sid)) return;
    if (due.event) moves.announce({ message: due.message, event: due.event });
    const wasFull = () => underWay.size >= MAX_UNDER_WAY;
    const work = lease
      .hold(handOver(due, parts))
      .catch(onError)
      .finally(() => {
        const full = wasFull();
        underWay.delete(sid);
        if (full) wake(clock.now());
      });
    underWay.set(sid, work);
  }

  /** Messages that were sent and whose receipts an earlier run did not get. */
  async function askForReceipts(): Promise<void> {
    if (!carrier.isIdempotent) return;
    let after: MessageSid | undefined;
    do {
      const messages = await store.unanswered({ limit: BATCH, after });
      await Promise.all(
        messages.map((message) =>
          lease.hold(handOver({ message, event: null }, parts)).catch(onError),
        ),
      );
      after = messages.length === BATCH ? messages.at(-1)?.sid : undefined;
    } while (after !== undefined && !closed);
  }

  return {
    wake,
    async start() {
      started = true;
      await askForReceipts();
      drain();
    },
    async close() {
      closed = true;
      timer.cancel();
      await draining;
      await Promise.all(underWay.values());
    },
  };
}

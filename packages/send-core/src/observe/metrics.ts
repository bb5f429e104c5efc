import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Clock } from "../ports/clock.ts";
import { systemClock } from "../ports/clock.ts";
import type { Observer } from "../ports/observer.ts";
import type { DispatchQueue } from "../ports/storage/dispatch-queue.ts";

export interface MetricsOptions {
  /** Asked for the queue when the metrics are read. */
  readonly queue: Pick<DispatchQueue, "waiting" | "reservations">;
  /** Default: one of their own. */
  readonly registry?: Registry | undefined;
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
}

export interface Metrics extends Observer {
  readonly contentType: string;
  /** Everything in the Prometheus text form. */
  read(): Promise<string>;
}

const MOST_LIMITS = 100;
const seconds = [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 60, 300, 1_800, 7_200, 36_000];

/** Counts what happens, in Prometheus form. No label holds a recipient. */
export function createMetrics({
  queue,
  registry = new Registry(),
  clock = systemClock,
}: MetricsOptions): Metrics {
  const registers = [registry];
  const moves = new Counter({
    name: "repartee_messages_total",
    help: "Moves of messages, by the status that they moved to.",
    labelNames: ["direction", "status", "code"],
    registers,
  });
  const refusals = new Counter({
    name: "repartee_refusals_total",
    help: "Requests that were refused, by code.",
    labelNames: ["code"],
    registers,
  });
  const wait = new Histogram({
    name: "repartee_queue_wait_seconds",
    help: "From accepted (or the scheduled time) to the first hand-over, by sender.",
    labelNames: ["sender"],
    buckets: seconds,
    registers,
  });
  const delivery = new Histogram({
    name: "repartee_delivery_seconds",
    help: "From the hand-over to the receipt, by its status.",
    labelNames: ["status"],
    buckets: seconds,
    registers,
  });
  const handOvers = new Histogram({
    name: "repartee_hand_over_seconds",
    help: "Hand-overs to the carrier, by how they ended.",
    labelNames: ["outcome"],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30],
    registers,
  });
  const callbacks = new Counter({
    name: "repartee_callbacks_total",
    help: "Status callbacks, by how they ended.",
    labelNames: ["outcome"],
    registers,
  });
  const errors = new Counter({
    name: "repartee_errors_total",
    help: "Internal errors.",
    registers,
  });
  new Gauge({
    name: "repartee_queue_messages",
    help: "Messages that wait for their slot.",
    registers,
    async collect() {
      this.set(await queue.waiting());
    },
  });
  new Gauge({
    name: "repartee_queue_seconds",
    help: "How long each limit (a sender, a campaign at a carrier) is reserved; the longest ones.",
    labelNames: ["limit"],
    registers,
    async collect() {
      this.reset();
      const now = clock.now();
      for (const { key, until } of await queue.reservations({ now, limit: MOST_LIMITS })) {
        this.set({ limit: key }, (until - now) / 1000);
      }
    },
  });

  return {
    refused: ({ code }) => refusals.inc({ code: String(code) }),
    moved({ direction, from, sendAt, dateCreated, dateSent }, { status, errorCode, at }) {
      moves.inc({ direction, status, code: errorCode === null ? "" : String(errorCode) });
      if (status === "sending") {
        wait.observe({ sender: from ?? "" }, (at - (sendAt ?? dateCreated)) / 1000);
      } else if ((status === "delivered" || status === "undelivered") && dateSent !== null) {
        delivery.observe({ status }, Math.max(0, at - dateSent) / 1000);
      }
    },
    handedOver({ answer, ms }) {
      const outcome = answer.ok ? "taken" : answer.isTemporary ? "again" : "refused";
      handOvers.observe({ outcome }, ms / 1000);
    },
    calledBack: (_message, { httpStatus, errorCode }) =>
      callbacks.inc({ outcome: errorCode === null ? String(httpStatus) : String(errorCode) }),
    failed: () => errors.inc(),
    contentType: registry.contentType,
    read: () => registry.metrics(),
  };
}

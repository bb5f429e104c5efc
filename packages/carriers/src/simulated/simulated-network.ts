import { ReparteeError } from "@repartee/protocol";
import { type Carrier, type Clock, type Receipt, systemClock } from "@repartee/send-core";
import { type Latency, latencyOf } from "./latency.ts";
import { handsetFate } from "./magic-handset.ts";

export interface SimulatedNetworkOptions {
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** Default: 150 to 600 ms, so that a person sees the ticks move. */
  readonly latency?: Latency | undefined;
  /** The same seed gives each message the same latency. Default: empty. */
  readonly seed?: string | undefined;
}

const REPEAT_MS = 1_000;
const defaultLatency: Latency = { min: 150, max: 600 };

/**
 * Makes a network that sends nothing anywhere: it takes each message, and a little later gives its
 * receipt. Every number is a handset; the `magicHandsets` misbehave.
 *
 * It keeps nothing. A message handed over once more (after a restart, say) has its receipt once more.
 */
export function createSimulatedNetwork({
  clock = systemClock,
  latency = defaultLatency,
  seed = "",
}: SimulatedNetworkOptions = {}): Carrier {
  const listeners = new Set<(receipt: Receipt) => Promise<void>>();

  function give(receipt: Receipt, time = receipt.at): void {
    clock.at(time, () => {
      const told = [...listeners].map((listener) => listener(receipt));
      // A receipt that could not be kept is given again, as a real network does.
      Promise.all(told).catch(() => give(receipt, clock.now() + REPEAT_MS));
    });
  }

  return {
    name: "the simulated network",
    isIdempotent: true,
    async send({ messageSid, to }) {
      const fate = handsetFate(to);
      const at = clock.now() + latencyOf(messageSid, latency, seed);
      switch (fate.kind) {
        case "delivers":
          give({ messageSid, status: "delivered", at, errorCode: null });
          break;
        case "undelivered":
          give({ messageSid, status: "undelivered", at, errorCode: fate.errorCode });
          break;
        case "silent":
          break;
        case "unanswered":
          throw new ReparteeError(
            "carrier_silent",
            "This magic handset's carrier does not answer.",
          );
        default:
          fate satisfies never;
      }
      return { ok: true };
    },
    onReceipt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

import type { WebhookResponse } from "../request/webhook-request.ts";
import type { ClaimStore } from "./claim-store.ts";

export interface MemoryClaimsOptions {
  /**
   * Milliseconds for which a finished delivery is remembered at least; at most twice as long.
   *
   * @defaultValue 4 hours
   */
  readonly keepMs?: number | undefined;
  /**
   * Finished deliveries that are remembered at least, however many come; at most twice as many.
   *
   * @defaultValue 10 000
   */
  readonly max?: number | undefined;
  /** The time in milliseconds. */
  readonly now?: (() => number) | undefined;
}

/** Claims in the memory of this process: gone with a restart, and unknown to other processes. */
export function createMemoryClaims({
  keepMs = 4 * 60 * 60 * 1000,
  max = 10_000,
  now = Date.now,
}: MemoryClaimsOptions = {}): ClaimStore {
  // Two generations, the older one dropped as a whole: deleting single entries from the front of a
  // large map costs more than all the rest of a request.
  let recent = new Map<string, Delivery>();
  let older = new Map<string, Delivery>();
  let finished = 0; // since the last turn
  let turnAt = now() + keepMs;

  function makeRoom(): void {
    const time = now();
    if (time < turnAt && finished < max) return;
    // After a pause of both generations' length, every finished delivery has expired.
    const isPause = time >= turnAt + keepMs;
    const dropped = isPause ? [older, recent] : [older];
    older = isPause ? new Map() : recent;
    recent = new Map();
    finished = 0;
    turnAt = time + keepMs;
    // A delivery that runs is kept: a repeat must wait for it, not run beside it.
    for (const generation of dropped)
      for (const [key, delivery] of generation)
        if (delivery.response === undefined) recent.set(key, delivery);
  }

  return {
    claim(key) {
      makeRoom();
      const known = recent.get(key) ?? older.get(key);
      if (known?.response) return { kind: "finished", response: known.response };
      if (known) return { kind: "running", done: whenEnded(known) };

      const delivery: Delivery = { response: undefined, waiting: undefined };
      const generation = recent;
      generation.set(key, delivery);
      return {
        kind: "claimed",
        settle(response) {
          delivery.response = response;
          finished++;
          // It is remembered from its end on.
          if (generation !== recent) recent.set(key, delivery);
          end(delivery);
        },
        release() {
          recent.delete(key);
          older.delete(key);
          end(delivery);
        },
      };
    },
  };
}

interface Delivery {
  /** `undefined` while it runs. */
  response: WebhookResponse | undefined;
  /** Made for the first repeat that waits: few deliveries have one. */
  waiting: (() => void)[] | undefined;
}

function whenEnded(delivery: Delivery): Promise<void> {
  return new Promise((resolve) => {
    delivery.waiting ??= [];
    delivery.waiting.push(resolve);
  });
}

function end({ waiting }: Delivery): void {
  for (const resolve of waiting ?? []) resolve();
}

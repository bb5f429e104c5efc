import type { ClaimStore } from "./claim-store.ts";
import type { WebhookResponse } from "./webhook-request.ts";

export interface MemoryClaimsOptions {
  /**
   * Milliseconds for which a finished delivery is remembered.
   *
   * @defaultValue 4 hours
   */
  readonly keepMs?: number | undefined;
  /**
   * Finished deliveries that are remembered at most; the oldest go first.
   *
   * @defaultValue 10 000
   */
  readonly max?: number | undefined;
  /** The time in milliseconds. */
  readonly now?: (() => number) | undefined;
}

interface Finished {
  readonly response: WebhookResponse;
  readonly until: number;
}

/** Claims in the memory of this process: gone with a restart, and unknown to other processes. */
export function createMemoryClaims({
  keepMs = 4 * 60 * 60 * 1000,
  max = 10_000,
  now = Date.now,
}: MemoryClaimsOptions = {}): ClaimStore {
  const running = new Map<string, Promise<void>>();
  // In the order in which they finished: the first is the oldest.
  const finished = new Map<string, Finished>();

  function forget(): void {
    for (const [key, { until }] of finished) {
      if (until > now() && finished.size <= max) return;
      finished.delete(key);
    }
  }

  return {
    async claim(key) {
      const done = running.get(key);
      if (done) return { kind: "running", done };
      forget();
      const known = finished.get(key);
      if (known) return { kind: "finished", response: known.response };

      // Made at once, not when somebody waits: the claim must be seen before this returns.
      let end = () => {};
      running.set(
        key,
        new Promise((resolve) => {
          end = () => {
            running.delete(key);
            resolve();
          };
        }),
      );
      return {
        kind: "claimed",
        async settle(response) {
          finished.set(key, { response, until: now() + keepMs });
          forget();
          end();
        },
        release: async () => end(),
      };
    },
  };
}

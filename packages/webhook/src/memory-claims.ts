import type { ClaimStore } from "./claim-store.ts";
import type { WebhookResponse } from "./webhook-request.ts";

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
  const running = new Map<string, Promise<void>>();
  // Two generations, the older one dropped as a whole: deleting single entries from the front of a
  // large map costs more than all the rest of a request.
  let recent = new Map<string, WebhookResponse>();
  let older = new Map<string, WebhookResponse>();
  let turnAt = now() + keepMs;

  function makeRoom(): void {
    const time = now();
    if (time < turnAt && recent.size < max) return;
    // After a pause of both generations' length nothing is left to remember.
    older = time < turnAt + keepMs ? recent : new Map();
    recent = new Map();
    turnAt = time + keepMs;
  }

  return {
    async claim(key) {
      const done = running.get(key);
      if (done) return { kind: "running", done };
      makeRoom();
      const response = recent.get(key) ?? older.get(key);
      if (response) return { kind: "finished", response };

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
          recent.set(key, response);
          end();
        },
        release: async () => end(),
      };
    },
  };
}

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
  const running = new Map<string, Running>();
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
    claim(key) {
      const other = running.get(key);
      if (other) return { kind: "running", done: other.done() };
      makeRoom();
      const response = recent.get(key) ?? older.get(key);
      if (response) return { kind: "finished", response };

      const own = createRunning();
      running.set(key, own);
      const end = () => {
        running.delete(key);
        own.end();
      };
      return {
        kind: "claimed",
        settle(response) {
          recent.set(key, response);
          end();
        },
        release: end,
      };
    },
  };
}

interface Running {
  /** Resolves at the end. */
  done(): Promise<void>;
  end(): void;
}

// The promise is made for the first who waits: almost nobody does.
function createRunning(): Running {
  const waiting: (() => void)[] = [];
  return {
    done: () => new Promise((resolve) => void waiting.push(resolve)),
    end() {
      for (const resolve of waiting) resolve();
    },
  };
}

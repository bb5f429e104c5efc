import { setTimeout as wait } from "node:timers/promises";
import { isReparteeError } from "@repartee/protocol";
import type { Deadline } from "./deadline.ts";
import type { FetchMediaOptions } from "./fetch-options.ts";

/** Repeats what may succeed the second time, after a random part of a growing delay. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  isProvider: boolean,
  { retries = 2, retryMs = 500 }: FetchMediaOptions,
  deadline: Deadline,
): Promise<T> {
  for (let repeat = 0; ; repeat++) {
    try {
      return await attempt();
    } catch (error) {
      if (repeat >= retries || !isPassing(error, isProvider)) throw error;
      // Full jitter: many fetches that failed together do not come back together.
      const delay = retryAfterMs(error) ?? Math.random() * retryMs * 2 ** repeat;
      if (delay >= deadline.left()) throw error;
      await wait(delay, undefined, { signal: deadline.signal }).catch(() => {
        throw error;
      });
    }
  }
}

function isPassing(error: unknown, isProvider: boolean): boolean {
  if (isReparteeError(error, "media_unreachable") || isReparteeError(error, "media_incomplete")) {
    return true;
  }
  if (!isReparteeError(error, "media_http_status")) return false;
  const { status, hop } = error.details;
  if (status === 404) return isProvider && hop === 0;
  return status === 429 || (typeof status === "number" && status >= 500);
}

function retryAfterMs(error: unknown): number | undefined {
  if (!isReparteeError(error)) return undefined;
  const { retryAfterMs: asked } = error.details;
  return typeof asked === "number" ? asked : undefined;
}

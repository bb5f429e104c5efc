import { ReparteeError } from "@repartee/protocol";

/** A signal that ends after a time or with the caller's own, and is let go of afterwards. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Milliseconds that are left. */
  left(): number;
  clear(): void;
}

/**
 * Starts a time limit.
 *
 * `AbortSignal.any` over `AbortSignal.timeout` would do, but Node 20 may collect the timeout before
 * it fires, and leaves its timer behind.
 */
export function startDeadline(ms: number, code: string, outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const end = performance.now() + ms;
  const late = new ReparteeError(code, `It was not done within ${ms} ms.`, {
    details: { limit: "total" },
  });
  const timer = setTimeout(() => controller.abort(late), ms);
  const follow = () => controller.abort(outer?.reason);
  if (outer?.aborted) follow();
  outer?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    left: () => end - performance.now(),
    clear() {
      clearTimeout(timer);
      outer?.removeEventListener("abort", follow);
    },
  };
}

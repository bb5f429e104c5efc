import type { WebhookResponse } from "../request/webhook-request.ts";

/** What became of the attempt to claim a delivery. */
export type Claim =
  /** It is the caller's: it runs the handler, then settles or releases the claim. */
  | {
      readonly kind: "claimed";
      /** The handler has finished: every repeat gets this answer. */
      settle(response: WebhookResponse): void | Promise<void>;
      /** The handler has failed: the next repeat may run it again. */
      release(): void | Promise<void>;
    }
  /** Another caller has it; `done` resolves when that one has settled, released or died. */
  | { readonly kind: "running"; readonly done: Promise<void> }
  /** It was handled, and this was the answer. */
  | { readonly kind: "finished"; readonly response: WebhookResponse };

/** Remembers which deliveries were handled. */
export interface ClaimStore {
  /** Claims a delivery, atomically: of callers at the same time, one gets it. */
  claim(key: string): Claim | Promise<Claim>;
}

import type { FaultPhase } from "@repartee/protocol";

/** A status callback, written and signed. */
export interface CallbackRequest {
  readonly url: string;
  readonly method: "GET" | "POST";
  /** Name and value pairs in the order to be sent. */
  readonly params: readonly (readonly [string, string])[];
  /** Signs the request. */
  readonly authToken: string;
  /** Names the callback: each attempt at it has the same idempotency token. */
  readonly key: string;
}

/** How one attempt ended: with an answer, or with the documented code of why there was none. */
export interface CallbackOutcome {
  readonly httpStatus: number | null;
  readonly errorCode: number | null;
  /** How far an attempt without an answer came. */
  readonly phase: FaultPhase | null;
}

/**
 * Posts status callbacks, within the platform's time limits. Never throws for what a server does;
 * `undefined`: this side is closing, and nothing is known of the attempt.
 */
export interface CallbackPoster {
  post(request: CallbackRequest): Promise<CallbackOutcome | undefined>;
}

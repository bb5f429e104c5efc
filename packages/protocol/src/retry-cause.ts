import type { RetryCause } from "./connection-overrides.ts";

/**
 * How far a request to the app came: no connection, no answer in time, or neither of them. Retry
 * policies speak of the first two; what broke off in the middle of an answer is never repeated.
 */
export type FaultPhase = "connect" | "read" | "other";

/** How a request to the app ended: with an HTTP status, or in which phase it failed. */
export interface RequestEnd {
  readonly status: number | null;
  readonly phase: FaultPhase | null;
}

/** The policy of connection overrides that such an end falls under; `undefined`: it is not repeated. */
export function retryCause({ status, phase }: RequestEnd): RetryCause | undefined {
  if (status !== null) {
    if (status >= 500) return "5xx";
    return status >= 400 ? "4xx" : undefined;
  }
  if (phase === "connect") return "ct";
  return phase === "read" ? "rt" : undefined;
}

import type { RequestHandler } from "express";

/** Says why the platform cannot do its work at the moment; `undefined`: it can. */
export type ReadinessCheck = () => string | undefined | Promise<string | undefined>;

/** Answers 200 when every check passes, else 503 with what the failing ones say. */
export function serveReadiness(checks: readonly ReadinessCheck[]): RequestHandler {
  return async function serveReadiness(_req, res) {
    const said = await Promise.all(checks.map((check) => check()));
    const reasons = said.filter((reason) => reason !== undefined);
    if (reasons.length === 0) res.json({ status: "ready" });
    else res.status(503).set("Retry-After", "1").json({ status: "not ready", reasons });
  };
}

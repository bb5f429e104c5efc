import type { Metrics } from "@repartee/send-core/observe";
import type { RequestHandler } from "express";

/** Answers with all counters and histograms in the Prometheus text form. */
export function serveMetrics(metrics: Metrics): RequestHandler {
  return async function serveMetrics(_req, res) {
    res.type(metrics.contentType).send(await metrics.read());
  };
}

export { createLogging, type Log } from "./logging.ts";
export { createMetrics, type Metrics, type MetricsOptions } from "./metrics.ts";
export { createTracing } from "./tracing.ts";

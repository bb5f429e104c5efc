export { type DataProblem, type DataReport, examineData } from "./doctor/examine-data.ts";
export { type Recovery, recoverData } from "./doctor/recover-data.ts";
export type { StoreHealth } from "./files/examine-health.ts";
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from "./open-sqlite-store.ts";
export {
  openWebhookClaims,
  type WebhookClaims,
  type WebhookClaimsOptions,
} from "./open-webhook-claims.ts";
export type { PruneBatch, PrunedBatch, Pruning } from "./retention/pruning.ts";
export type { Settings } from "./settings.ts";
export type { StorageFaultCode } from "./storage-fault.ts";

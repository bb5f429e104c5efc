export { type DataProblem, type DataReport, examineData } from "./doctor/examine-data.ts";
export { type Recovery, recoverData } from "./doctor/recover-data.ts";
export type { StoreHealth } from "./engine/examine-health.ts";
export type { StorageFaultCode } from "./files/storage-fault.ts";
export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from "./open-sqlite-store.ts";
export type { PruneBatch, PrunedBatch, Pruning } from "./retention/pruning.ts";
export {
  openWebhookClaims,
  type WebhookClaims,
  type WebhookClaimsOptions,
} from "./stores/open-webhook-claims.ts";
export type { Settings } from "./stores/settings.ts";

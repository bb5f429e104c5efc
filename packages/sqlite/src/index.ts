export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from "./open-sqlite-store.ts";
export {
  openWebhookClaims,
  type WebhookClaims,
  type WebhookClaimsOptions,
} from "./open-webhook-claims.ts";
export type { Settings } from "./settings.ts";

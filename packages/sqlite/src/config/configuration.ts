import type {
  ApiKey,
  Application,
  Configuration,
  ConfiguredAccount,
  ConfiguredNumber,
  ConfiguredService,
} from "@repartee/send-core";
import type { Database } from "../database.ts";
import type { Commit } from "../group-commit.ts";
import { deleteStickyFrom } from "../sql/sticky.ts";
import { createResourceStore } from "./resource-store.ts";

/** What accounts have configured, in the same file. */
export function createConfiguration(db: Database, commit: Commit): Configuration {
  const numbers = createResourceStore<ConfiguredNumber>(db, commit, "number", {
    keysOf: ({ address }) => [address],
  });
  const services = createResourceStore<ConfiguredService>(db, commit, "service", {
    keysOf: ({ pool }) => pool.map(({ address }) => address),
    onChange: (before, after) => forgetSticky(db, before, after),
  });
  return {
    accounts: createResourceStore<ConfiguredAccount>(db, commit, "account"),
    keys: createResourceStore<ApiKey>(db, commit, "key"),
    applications: createResourceStore<Application>(db, commit, "application"),
    numbers: { ...numbers, findAddress: numbers.findKey },
    services: { ...services, findBySender: services.findKey },
  };
}

/** A sender that has left the service is remembered for nobody. */
function forgetSticky(
  db: Database,
  before: ConfiguredService,
  after: ConfiguredService | undefined,
): void {
  const stays = new Set(after?.pool.map(({ address }) => address));
  for (const { address } of before.pool) {
    if (!stays.has(address)) db.prepare(deleteStickyFrom).run(before.sid, address);
  }
}

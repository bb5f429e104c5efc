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
import { createResourceStore } from "./resource-store.ts";

/** What accounts have configured, in the same file. */
export function createConfiguration(db: Database, commit: Commit): Configuration {
  const numbers = createResourceStore<ConfiguredNumber>(db, commit, "number", (number) => [
    number.address,
  ]);
  const services = createResourceStore<ConfiguredService>(db, commit, "service", (service) =>
    service.pool.map(({ address }) => address),
  );
  return {
    accounts: createResourceStore<ConfiguredAccount>(db, commit, "account"),
    keys: createResourceStore<ApiKey>(db, commit, "key"),
    applications: createResourceStore<Application>(db, commit, "application"),
    numbers: { ...numbers, findAddress: numbers.findKey },
    services: { ...services, findBySender: services.findKey },
  };
}

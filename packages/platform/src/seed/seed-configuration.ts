import type { Account, Configuration } from "@repartee/send-core";
import type { PlatformConfig } from "../config/platform-config.ts";
import { loadAccount, loadTestAccount, type Settings } from "./account.ts";
import { promotedAccount, seedAccount } from "./seed-account.ts";
import { seedNumbers } from "./seed-numbers.ts";
import { seedServices } from "./seed-services.ts";

/** What of a store the first content goes into. */
export interface SeededStore {
  readonly settings: Settings;
  readonly configuration: Configuration;
}

/** The credentials that the configuration begins with. */
export interface SeededAccounts {
  readonly account: Account;
  readonly testAccount: Account;
}

/**
 * Writes what the start declares into the configuration, in one commit. What the API has written since
 * then stays, until another start declares something else for the same number or service; one that is
 * no longer declared, and that the API has not changed, is removed.
 */
export async function seedConfiguration(
  { settings, configuration }: SeededStore,
  config: Pick<PlatformConfig, "account" | "testAccount" | "numbers" | "services">,
  now: number,
): Promise<SeededAccounts> {
  const { account: given, numbers, services = [] } = config;
  const testAccount = config.testAccount ?? (await loadTestAccount(settings));
  const own = given ?? (await loadAccount(settings));
  return configuration.change((draft) => {
    const account = given ?? promotedAccount(draft, own);
    seedAccount(draft, account, { friendlyName: "Repartee", isTest: false, now });
    seedAccount(draft, testAccount, { friendlyName: "Test credentials", isTest: true, now });
    seedNumbers(draft, account.sid, numbers, now);
    seedServices(draft, account.sid, services, now);
    return { account, testAccount };
  });
}

import type { Account, Configuration } from "@repartee/send-core";
import type { PlatformConfig } from "../config/platform-config.ts";
import type { Settings } from "./account.ts";
import { seedAccounts } from "./seed-accounts.ts";
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
 * Makes what the start is given the content of the configuration. What the API has written since then
 * stays, until another start says something else of the same number or service; one that is given no
 * more and that the API has not touched goes.
 */
export async function seedConfiguration(
  { settings, configuration }: SeededStore,
  config: Pick<PlatformConfig, "account" | "numbers" | "services">,
  now: number,
): Promise<SeededAccounts> {
  const accounts = await seedAccounts(settings, configuration, config.account, now);
  const { sid } = accounts.account;
  await seedNumbers(configuration, sid, config.numbers, now);
  await seedServices(configuration, sid, config.services ?? [], now);
  return accounts;
}

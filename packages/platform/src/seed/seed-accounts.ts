import type { Account, Configuration, ConfiguredAccount } from "@repartee/send-core";
import { loadAccount, loadTestAccount, type Settings } from "./account.ts";
import type { SeededAccounts } from "./seed-configuration.ts";

/**
 * Makes the account and its test credentials known.
 *
 * @param given `undefined`: it is the account of the data folder.
 */
export async function seedAccounts(
  settings: Settings,
  configuration: Configuration,
  given: Account | undefined,
  now: number,
): Promise<SeededAccounts> {
  const testAccount = await loadTestAccount(settings);
  const account = given ?? (await promoted(configuration, await loadAccount(settings)));
  await seedAccount(configuration, account, "Repartee", false, now);
  await seedAccount(configuration, testAccount, "Test credentials", true, now);
  return { account, testAccount };
}

/** The token may have been replaced through the API. */
async function promoted({ accounts }: Configuration, loaded: Account): Promise<Account> {
  const known = await accounts.find(loaded.sid);
  return known ? { sid: known.sid, authToken: known.authToken } : loaded;
}

async function seedAccount(
  { accounts }: Configuration,
  { sid, authToken }: Account,
  friendlyName: string,
  isTest: boolean,
  now: number,
): Promise<void> {
  const known = await accounts.find(sid);
  if (known?.authToken === authToken) return;
  const made: ConfiguredAccount = {
    sid,
    accountSid: sid,
    authToken,
    friendlyName,
    status: "active",
    ownerSid: sid,
    isTest,
    dateCreated: now,
    dateUpdated: now,
  };
  await accounts.put(known ? { ...known, authToken, dateUpdated: now } : made);
}

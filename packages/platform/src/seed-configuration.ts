import type { AccountSid } from "@repartee/protocol";
import type { Account, Configuration, ConfiguredAccount } from "@repartee/send-core";
import { loadAccount, loadTestAccount, type Settings } from "./account.ts";
import type { NumberConfig, PlatformConfig } from "./config.ts";
import { toConfiguredNumber } from "./senders.ts";

/** What the start says of a number that was adopted: it is to be like the first one that is given. */
export const ADOPTED = "adopted";

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
 * stays, until another start says something else of the same number; a number that is given no more
 * and that the API has not touched goes.
 */
export async function seedConfiguration(
  { settings, configuration }: SeededStore,
  { account: given, numbers }: Pick<PlatformConfig, "account" | "numbers">,
  now: number,
): Promise<SeededAccounts> {
  const testAccount = await loadTestAccount(settings);
  const account = given ?? (await promoted(configuration, await loadAccount(settings)));
  await seedAccount(configuration, account, "Repartee", false, now);
  await seedAccount(configuration, testAccount, "Test credentials", true, now);
  for (const known of await configuration.numbers.list()) {
    const isGiven = numbers.some(({ address }) => address === known.address);
    const isTouched = known.given === null || known.dateUpdated !== known.dateCreated;
    if (isGiven || isTouched) continue;
    await configuration.numbers.remove(known.sid);
    if (known.given !== ADOPTED) continue;
    const like = { ...numbers[0], address: known.address };
    const { dateCreated } = known;
    await configuration.numbers.put(
      toConfiguredNumber(known.accountSid, like, ADOPTED, dateCreated),
    );
  }
  for (const number of numbers) await seedNumber(configuration, account.sid, number, now);
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

async function seedNumber(
  { numbers }: Configuration,
  accountSid: AccountSid,
  config: NumberConfig,
  now: number,
): Promise<void> {
  const known = await numbers.findAddress(config.address);
  const given = JSON.stringify({ accountSid, ...config });
  if (known?.given === given) return;
  if (known) await numbers.remove(known.sid);
  await numbers.put(toConfiguredNumber(accountSid, config, given, now));
}

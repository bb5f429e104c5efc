import type { Account, ConfiguredAccount } from "@repartee/send-core";
import type { SqliteStore } from "@repartee/sqlite";

/**
 * Removes auth tokens that were given to a platform from its data, where earlier versions have stored
 * them, and rewrites the file, so that their bytes are gone too.
 *
 * @param given the accounts whose tokens are given to this start.
 */
export async function forgetTokens(
  { configuration, settings, compact }: SqliteStore,
  given: readonly Account[],
): Promise<void> {
  const own = await settings.get("account_sid");
  const sids = new Set<string>(given.map(({ sid }) => sid));
  const isGiven = ({ sid, ownerSid, isTest, authToken }: ConfiguredAccount) =>
    authToken !== "" && (sids.has(sid) || (sid === ownerSid && sid !== own && !isTest));

  if ((await configuration.accounts.list()).some(isGiven)) {
    // Noted first: a start that is killed before it has rewritten the file is made up for.
    await settings.set(note, "yes");
    await configuration.change(({ accounts }) => {
      for (const account of accounts.list().filter(isGiven)) {
        accounts.change(account.sid, (current) => ({ ...current, authToken: "" }));
      }
    });
  }
  if ((await settings.get(note)) !== "yes") return;
  await compact();
  await settings.set(note, "");
}

const note = "holds_removed_tokens";
